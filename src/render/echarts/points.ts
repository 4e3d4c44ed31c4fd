import type { CustomSeriesRenderItemAPI, CustomSeriesRenderItemParams } from 'echarts';
import { visibleText } from '../../visible-text.js';
import type { Mark } from '../chart.js';
import { textWidth } from '../text-width.js';
import { type Drawing, pairs } from './drawing.js';
import { FONT } from './font.js';
import { type NamePlace, placeNames, type Room } from './place-names.js';

type Points = Extract<Mark, { kind: 'points' }>;

const DOT = 7;
const LETTER_SIZE = 12;
/** A letter's width is about this part of its height. */
const LETTER_WIDTH = 0.58;
const LETTERING = { line: 15, dot: DOT, gap: 4 };

export function pointSeries({ x, y, tone }: Points, { palette, position }: Drawing) {
  return {
    type: 'line',
    data: pairs(x, y.map(position)),
    symbol: 'circle',
    showSymbol: true,
    symbolSize: DOT,
    itemStyle: { color: palette.tones[tone] },
    lineStyle: { width: 0 },
    emphasis: { disabled: true },
  };
}

/**
 * The names of a mark's points. They are placed when they are drawn, when it is known how far apart the
 * points are, and with an eye on the names of the chart's other points.
 */
export function nameSeries(mark: Points, all: readonly Points[], drawing: Drawing) {
  const color = drawing.palette.tones[mark.tone];
  const dots = all.flatMap((each) => namedDots(each, drawing));
  const own = dots.filter((dot) => dot.mark === mark);
  return {
    type: 'custom',
    data: own.slice(0, 1).map(({ at }) => at),
    silent: true,
    tooltip: { show: false },
    renderItem(params: CustomSeriesRenderItemParams, api: CustomSeriesRenderItemAPI) {
      const placed = dots.map((dot) => {
        const [x = 0, y = 0] = api.coord(dot.at);
        return { ...dot, x, y, width: textWidth(dot.name) * LETTER_SIZE * LETTER_WIDTH };
      });
      const places = placeNames(placed, roomOf(params), LETTERING);
      const children = placed.flatMap((dot, i) => {
        const place = places[i];
        return place && dot.mark === mark ? nameShapes(dot, place, color) : [];
      });
      return { type: 'group', children };
    },
  };
}

function namedDots(mark: Points, { position }: Drawing) {
  const { x, y, names = [] } = mark;
  return names.flatMap((name, index) => {
    const at = [x[index]!, position(y[index]!)];
    return at.every(Number.isFinite) ? [{ mark, name: visibleText(name), at }] : [];
  });
}

/** The plot; its system of coordinates is typed for all that there are. */
function roomOf({ coordSys }: CustomSeriesRenderItemParams): Room {
  const { x, y, width, height } = coordSys as unknown as Record<
    'x' | 'y' | 'width' | 'height',
    number
  >;
  return { left: x, right: x + width, top: y, bottom: y + height };
}

interface PlacedDot {
  readonly x: number;
  readonly y: number;
  readonly name: string;
}

/** The name, and a line that leads to it where it had to go elsewhere. */
function nameShapes({ x, y, name }: PlacedDot, place: NamePlace, color: string) {
  const text = {
    type: 'text',
    style: {
      text: name,
      x: place.x,
      y: place.y,
      fill: color,
      font: `${LETTER_SIZE}px ${FONT}`,
      align: place.side === 'right' ? 'left' : 'right',
      verticalAlign: 'middle',
    },
  };
  const leader = {
    type: 'line',
    shape: { x1: x, y1: y, x2: place.x, y2: place.y },
    style: { stroke: color, lineWidth: 0.7, opacity: 0.5 },
  };
  return place.away ? [leader, text] : [text];
}
