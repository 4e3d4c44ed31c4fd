/** A dot and the name that belongs beside it, in any unit of length; y grows downwards. */
export interface NamedDot {
  readonly x: number;
  readonly y: number;
  /** Of the name. */
  readonly width: number;
}

export interface Room {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Sizes in the unit of the dots. */
export interface Lettering {
  /** From one line to the next. */
  readonly line: number;
  /** Of a dot. */
  readonly dot: number;
  /** Between a dot and its name, and between a name and anything else. */
  readonly gap: number;
}

/** Where a name goes. */
export interface NamePlace {
  readonly side: 'left' | 'right';
  /** Its nearer edge. */
  readonly x: number;
  /** Its middle. */
  readonly y: number;
  /** True when it is not on its dot's line, and wants a line that leads there. */
  readonly away: boolean;
}

/** Lines away from its dot that a name may go. */
const FARTHEST = 12;

/**
 * Places for names so that none covers another or a dot: beside its dot, or on the nearest line that is
 * free. Null where there is no room.
 */
export function placeNames(
  dots: readonly NamedDot[],
  room: Room,
  { line, dot, gap }: Lettering,
): (NamePlace | null)[] {
  const taken: Room[] = dots.map(({ x, y }) => around(x, y, dot / 2, dot / 2));
  return dots.map(({ x, y, width }, own) => {
    for (const shift of SHIFTS) {
      for (const side of ['right', 'left'] as const) {
        const near = side === 'right' ? x + dot / 2 + gap : x - dot / 2 - gap;
        const far = side === 'right' ? near + width : near - width;
        const middle = y + shift * line;
        const box = {
          left: Math.min(near, far),
          right: Math.max(near, far),
          top: middle - line / 2,
          bottom: middle + line / 2,
        };
        if (!inside(box, room) || taken.some((other, i) => i !== own && touch(box, other, gap))) {
          continue;
        }
        taken.push(box);
        return { side, x: near, y: middle, away: shift !== 0 };
      }
    }
    return null;
  });
}

/** 0, -1, 1, -2, 2 …: up before down, because good models lie low. */
const SHIFTS = [0, ...Array.from({ length: FARTHEST }, (_, i) => [-(i + 1), i + 1]).flat()];

const around = (x: number, y: number, width: number, height: number): Room => ({
  left: x - width,
  right: x + width,
  top: y - height,
  bottom: y + height,
});

/** A name may reach out of the room by half a line above and below, where there is nothing. */
const inside = (box: Room, room: Room) =>
  box.left >= room.left &&
  box.right <= room.right &&
  box.top + box.bottom >= 2 * room.top &&
  box.top + box.bottom <= 2 * room.bottom;

const touch = (a: Room, b: Room, gap: number) =>
  a.left < b.right + gap && b.left < a.right + gap && a.top < b.bottom && b.top < a.bottom;
