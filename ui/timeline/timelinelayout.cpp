// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "timeline/timelinelayout.h"

namespace maestro {

namespace {

constexpr int kMaxLanes = 5;
constexpr int kMaxBeside = 3; // of analysis, when there are gates

} // namespace

TimelineLayout layoutTimeline(const TimelineScene &scene, const Theme &theme, const QSize &size)
{
    TimelineLayout layout;
    layout.gutter = theme.px(112);
    const int right = theme.px(10);
    const int width = std::max(theme.px(60), size.width() - layout.gutter - right);
    const int gateLanes = int(std::min<qsizetype>(kMaxLanes, scene.gateLanes.size()));
    const int analysisLanes = int(std::min<qsizetype>(gateLanes > 0 ? kMaxBeside : kMaxLanes, scene.lanes.size()));
    const int lanes = gateLanes + analysisLanes;
    const int alerts = scene.alerts.isEmpty() ? 0 : theme.px(20);
    const int fixed = theme.px(32) + (scene.gates.isEmpty() ? 0 : theme.px(22)) + lanes * theme.px(14) + (lanes > 0 ? theme.px(6) : 0)
        + alerts + theme.px(20) + theme.px(24) + theme.px(22) + (scene.attempts.isEmpty() ? 0 : theme.px(22));
    const int weight = scene.hasWeights ? std::clamp(size.height() - fixed - theme.px(4), theme.px(44), theme.px(120)) : theme.px(6);
    layout.least = fixed + (scene.hasWeights ? theme.px(48) : theme.px(10));
    layout.most = fixed + (scene.hasWeights ? theme.px(124) : theme.px(10));

    int y = 0;
    const auto row = [&](int height) {
        const QRect rect(layout.gutter, y, width, height);
        y += height;
        return rect;
    };
    layout.phases = row(theme.px(32));
    layout.weights = row(weight);
    if (!scene.hasWeights)
        layout.weights = {};
    layout.gates = scene.gates.isEmpty() ? QRect() : row(theme.px(22));
    if (lanes > 0)
        y += theme.px(3);
    for (int i = 0; i < lanes; ++i)
        (i < gateLanes ? layout.gateLanes : layout.lanes) << row(theme.px(14));
    if (lanes > 0)
        y += theme.px(3);
    layout.alerts = alerts > 0 ? row(alerts) : QRect();
    layout.events = row(theme.px(20));
    layout.people = row(theme.px(24));
    layout.plot = QRect(layout.gutter, 0, width, y);
    layout.axis = row(theme.px(22));
    layout.attempts = scene.attempts.isEmpty() ? QRect() : row(theme.px(22));
    return layout;
}

} // namespace maestro
