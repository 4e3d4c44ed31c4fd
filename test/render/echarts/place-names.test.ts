import { array, assert, integer, property, record } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type NamedDot, placeNames } from '../../../src/render/echarts/place-names.js';

const room = { left: 0, right: 800, top: 0, bottom: 280 };
const lettering = { line: 15, dot: 7, gap: 4 };

const boxesOf = (dots: readonly NamedDot[]) =>
  placeNames(dots, room, lettering).flatMap((place, i) => {
    if (!place) return [];
    const { width } = dots[i]!;
    const left = place.side === 'right' ? place.x : place.x - width;
    return [{ left, right: left + width, top: place.y - 7.5, bottom: place.y + 7.5 }];
  });

describe('names of points', () => {
  it('stand beside their points where these are far apart', () => {
    const dots = [50, 400].map((x) => ({ x, y: 100, width: 60 }));
    expect(placeNames(dots, room, lettering)).toEqual([
      { side: 'right', x: 57.5, y: 100, away: false },
      { side: 'right', x: 407.5, y: 100, away: false },
    ]);
  });

  it('turn to the left at the edge, and move up where others are', () => {
    const dots = [798, 796, 794].map((x) => ({ x, y: 100, width: 60 }));
    const places = placeNames(dots, room, lettering);
    expect(places.map((place) => place?.side)).toEqual(['left', 'left', 'left']);
    expect(new Set(places.map((place) => place?.y)).size).toBe(3);
  });

  it('never cover each other, and stay in the plot', () => {
    const dot = record({
      x: integer({ min: 0, max: 800 }),
      y: integer({ min: 0, max: 280 }),
      width: integer({ min: 20, max: 120 }),
    });
    assert(
      property(array(dot, { maxLength: 14 }), (dots) => {
        const boxes = boxesOf(dots);
        for (const [i, a] of boxes.entries()) {
          expect(a.left >= room.left && a.right <= room.right).toBe(true);
          for (const b of boxes.slice(0, i)) {
            const apart =
              a.right <= b.left || b.right <= a.left || a.bottom <= b.top || b.bottom <= a.top;
            expect(apart).toBe(true);
          }
        }
      }),
      { seed: 7 },
    );
  });
});
