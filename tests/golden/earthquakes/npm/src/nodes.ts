/** The nodes of the earthquakes_pipeline pipeline: each takes what others gave, and gives on what others need. */

import { Line, distance, logPoints, mean, parseCsv } from "./helpers.ts";
import type { Count, Quake, Region } from "./helpers.ts";
import { show } from "./runtime/index.mjs";

/**
 * Load.
 *
 * The catalogue is a CSV file, the regions are GeoJSON.
 */
export async function load() {
  const rows = parseCsv(await Deno.readTextFile("data/quakes.csv"));
  const quakes: Quake[] = rows.map((row) => ({
    time: new Date(row.time),
    latitude: Number(row.latitude),
    longitude: Number(row.longitude),
    depth: Number(row.depth_km),
    magnitude: Number(row.magnitude),
  }));
  console.log(`${quakes.length} earthquakes, ${quakes[0].time.toISOString().slice(0, 10)} to ${quakes.at(-1)!.time.toISOString().slice(0, 10)}`);

  const geojson = JSON.parse(await Deno.readTextFile("data/regions.geojson"));
  const regions: Region[] = geojson.features.map((feature: any) => {
    const [longitude, latitude] = feature.geometry.coordinates;
    return { name: feature.properties.name, latitude, longitude };
  });
  show(regions.map(({ name }) => name));

  return { regions, quakes };
}

/**
 * Regions.
 *
 * Each earthquake belongs to the nearest island.
 */
export function locate(quakes: Quake[], regions: Region[]) {
  const byRegion = new Map<string, Quake[]>(regions.map(({ name }) => [name, []]));
  for (const quake of quakes) {
    const nearest = regions.reduce((best, region) => (distance(quake, region) < distance(quake, best) ? region : best));
    byRegion.get(nearest.name)!.push(quake);
  }

  for (const [name, members] of byRegion) {
    const largest = Math.max(...members.map(({ magnitude }) => magnitude));
    console.log(`${name.padEnd(10)} ${String(members.length).padStart(4)} earthquakes, largest ${largest.toFixed(1)}, ${mean(members.map(({ depth }) => depth)).toFixed(0)} km deep`);
  }

  return { quakes, byRegion };
}

/** How many of which size? */
export function sizes(quakes: Quake[], minMagnitude: number, binWidth: number) {
  function countAtLeast(members: Quake[]): Count[] {
    const largest = Math.max(...members.map(({ magnitude }) => magnitude));
    const bins = Math.floor((largest - minMagnitude) / binWidth) + 1;
    return Array.from({ length: bins }, (_, i) => {
      const magnitude = minMagnitude + i * binWidth;
      return { magnitude, count: members.filter((quake) => quake.magnitude >= magnitude - 1e-9).length };
    });
  }

  const counts: Count[] = countAtLeast(quakes);
  console.table(counts.filter((_, i) => i % 5 === 0));

  return { counts };
}

/**
 * The straight line.
 *
 * Least squares on the logarithm of the counts; large earthquakes are too few to say much, so only magnitudes
 * with at least ten count.
 */
export function fit(
  quakes: Quake[],
  byRegion: Map<string, Quake[]>,
  counts: Count[],
  minMagnitude: number,
  binWidth: number,
) {
  function countAtLeast(members: Quake[]): Count[] {
    const largest = Math.max(...members.map(({ magnitude }) => magnitude));
    const bins = Math.floor((largest - minMagnitude) / binWidth) + 1;
    return Array.from({ length: bins }, (_, i) => {
      const magnitude = minMagnitude + i * binWidth;
      return { magnitude, count: members.filter((quake) => quake.magnitude >= magnitude - 1e-9).length };
    });
  }

  const law = Line.through(logPoints(counts));
  const bValue = -law.slope;
  const bValues = new Map([...byRegion].map(([name, members]) => [name, -Line.through(logPoints(countAtLeast(members))).slope]));
  console.log(`log N = ${law.intercept.toFixed(2)} - ${bValue.toFixed(2)} M`);
  show(bValues);

  return { quakes, byRegion, bValues, law, bValue };
}

/** The picture. */
export function draw(counts: Count[], bValue: number, law: Line, quakes: Quake[], minMagnitude: number) {
  const width = 480, height = 300, margin = 40;
  const lastMagnitude = counts.at(-1)!.magnitude;
  const xOf = (magnitude: number) => margin + ((magnitude - minMagnitude) / (lastMagnitude - minMagnitude)) * (width - 2 * margin);
  const yOf = (log: number) => height - margin - (log / Math.ceil(Math.log10(quakes.length))) * (height - 2 * margin);

  const dots = counts.map(({ magnitude, count }) => `<circle cx="${xOf(magnitude).toFixed(1)}" cy="${yOf(Math.log10(count)).toFixed(1)}" r="4" fill="#2a6f97"/>`);
  const ticks = [0, 1, 2, 3].map((log) => `<text x="${margin - 8}" y="${yOf(log) + 4}" text-anchor="end">${10 ** log}</text>`);
  const lastFit = Math.min(lastMagnitude, law.intercept / bValue);
  const chart = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" font-family="sans-serif" font-size="12">
<rect width="100%" height="100%" fill="white"/>
<line x1="${xOf(minMagnitude)}" y1="${yOf(law.at(minMagnitude)).toFixed(1)}" x2="${xOf(lastFit).toFixed(1)}" y2="${yOf(law.at(lastFit)).toFixed(1)}" stroke="#c1121f" stroke-width="2"/>
${[...dots, ...ticks].join("\n")}
<text x="${width / 2}" y="${height - 10}" text-anchor="middle">magnitude</text>
<text x="${margin}" y="20">earthquakes at least so large</text>
</svg>
`;
  show(Deno.jupyter.svg`${chart}`);

  return { chart };
}

/**
 * A report for the islanders.
 *
 * What is the chance of a magnitude 6 or more within ten years? The line says how many to expect, and Poisson
 * how likely at least one is.
 */
export async function report(
  law: Line,
  quakes: Quake[],
  byRegion: Map<string, Quake[]>,
  bValues: ReturnType<typeof fit>["bValues"],
  chart: string,
  bigOne: number,
) {
  const years = (quakes.at(-1)!.time.getTime() - quakes[0].time.getTime()) / (365.25 * 24 * 3600 * 1000);
  const perYear = 10 ** law.at(bigOne) / years;
  const chance = 1 - Math.exp(-10 * perYear);
  console.log(`one of magnitude ${bigOne} or more every ${(1 / perYear).toFixed(0)} years; ${(100 * chance).toFixed(0)} % within ten years`);

  const tableRows = [...byRegion].map(([name, members]) => `<tr><td>${name}</td><td>${members.length}</td><td>${bValues.get(name)!.toFixed(2)}</td></tr>`);
  const html = `<!doctype html>
<meta charset="utf-8">
<title>Earthquakes</title>
<h1>Earthquakes of the last ${years.toFixed(0)} years</h1>
${chart}
<table>
<tr><th>island</th><th>earthquakes</th><th>b</th></tr>
${tableRows.join("\n")}
</table>
<p>Within ten years, the chance of a magnitude ${bigOne} or more is ${(100 * chance).toFixed(0)} %.</p>
`;
  await Deno.writeTextFile("report.html", html);
}
