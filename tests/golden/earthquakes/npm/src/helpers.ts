/** Functions, classes and constants of the earthquakes_pipeline pipeline. */

interface Quake {
  time: Date;
  latitude: number;
  longitude: number;
  depth: number;
  magnitude: number;
}

interface Region {
  name: string;
  latitude: number;
  longitude: number;
}

/** How many earthquakes are at least so large. */
interface Count {
  magnitude: number;
  count: number;
}

/** The rows of a CSV text without quotes, as objects by column. */
function parseCsv(text: string): Record<string, string>[] {
  const [header, ...lines] = text.trim().split("\n").map((line) => line.split(","));
  return lines.map((values) => Object.fromEntries(header.map((name, i) => [name, values[i]])));
}

const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

const radians = (degrees: number) => (degrees * Math.PI) / 180;

/** Kilometres over the sphere, by the haversine formula. */
function distance(a: { latitude: number; longitude: number }, b: { latitude: number; longitude: number }): number {
  const half = (x: number) => Math.sin(radians(x) / 2) ** 2;
  const across = Math.cos(radians(a.latitude)) * Math.cos(radians(b.latitude));
  return 12742 * Math.asin(Math.sqrt(half(a.latitude - b.latitude) + across * half(a.longitude - b.longitude)));
}

class Line {
  constructor(readonly intercept: number, readonly slope: number) {}

  static through(points: [number, number][]): Line {
    const [x, y] = [mean(points.map(([x]) => x)), mean(points.map(([, y]) => y))];
    const covariance = points.reduce((sum, [px, py]) => sum + (px - x) * (py - y), 0);
    const variance = points.reduce((sum, [px]) => sum + (px - x) ** 2, 0);
    const slope = covariance / variance;
    return new Line(y - slope * x, slope);
  }

  at(x: number): number {
    return this.intercept + this.slope * x;
  }
}

const logPoints = (points: Count[]) =>
  points.filter(({ count }) => count >= 10).map(({ magnitude, count }): [number, number] => [magnitude, Math.log10(count)]);

export { parseCsv, mean, radians, distance, Line, logPoints };

export type { Quake, Region, Count };
