import type { Panel } from '../data/panel/panel.js';
import type { Axis } from '../render/chart.js';

/** The x axis of a panel's charts: dates in the panel's zone, or plain step numbers. */
export function timeAxis(panel: Pick<Panel, 'frequency' | 'zone' | 'timeColumn'>): Axis {
  if (panel.frequency.unit === 'step') {
    return { kind: 'number', label: panel.timeColumn ?? 'step', scale: 'linear' };
  }
  return { kind: 'time', label: panel.timeColumn ?? 'time', zone: panel.zone };
}
