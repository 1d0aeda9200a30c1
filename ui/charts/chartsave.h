// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/slo/sloreport.h"

#include <functional>

class QWidget;

namespace maestro {

class SloChart;
class Theme;

enum class ChartFile { Picture, Table };

/// Writes the chart as it stands, without crosshair, or all its samples; whole or not at all. Empty when it is written, else why not.
QString saveChart(SloChart *chart, ChartFile kind, const QString &path);
/// Asks for a path first; `done` is told in words what became of it and is not called when the person cancels.
void askAndSaveChart(SloChart *chart, ChartFile kind, QWidget *parent, const std::function<void(const QString &)> &done);

/// Every chart of a set that has a sample, as PNG by its metric; the burn chart is "burn". As on the page, without crosshair. GUI thread.
QList<std::pair<QString, QByteArray>> chartPictures(const ChartSet &set, const QDateTime &now, Theme *theme);

} // namespace maestro
