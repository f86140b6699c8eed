// Invents the earthquakes of this example: `deno run --allow-write make_data.ts` writes data/*, the same bytes every time.

const islands = [
  { name: "Veyra", latitude: -17.2, longitude: 167.9, share: 0.4, b: 0.95, depth: 35 },
  { name: "Tanoa", latitude: -18.6, longitude: 168.9, share: 0.3, b: 1.05, depth: 60 },
  { name: "Emarou", latitude: -19.8, longitude: 169.4, share: 0.2, b: 1.0, depth: 110 },
  { name: "Little Oro", latitude: -21.1, longitude: 170.3, share: 0.1, b: 1.15, depth: 20 },
];

/** A small seeded generator (mulberry32): numbers from 0 to 1. */
function generator(seed: number): () => number {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

const random = generator(1907);
const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());

const start = Date.UTC(2021, 0, 1);
const end = Date.UTC(2023, 0, 1);
const times = Array.from({ length: 1400 }, () => start + random() * (end - start)).sort((a, b) => a - b);

const lines = times.map((time) => {
  let at = random();
  const island = islands.find(({ share }) => (at -= share) < 0) ?? islands[0];
  // Half a bin below the smallest magnitude that is listed, so that rounding is fair.
  const magnitude = 1.95 - Math.log10(1 - random()) / island.b;
  return [
    new Date(Math.floor(time / 1000) * 1000).toISOString(),
    (island.latitude + 0.25 * normal()).toFixed(3),
    (island.longitude + 0.25 * normal()).toFixed(3),
    Math.abs(island.depth * (1 + 0.3 * normal())).toFixed(1),
    magnitude.toFixed(1),
  ].join(",");
});

const features = islands.map(({ name, latitude, longitude }) => ({
  type: "Feature",
  properties: { name },
  geometry: { type: "Point", coordinates: [longitude, latitude] },
}));

const folder = new URL("data/", import.meta.url);
Deno.mkdirSync(folder, { recursive: true });
Deno.writeTextFileSync(new URL("quakes.csv", folder), ["time,latitude,longitude,depth_km,magnitude", ...lines, ""].join("\n"));
Deno.writeTextFileSync(new URL("regions.geojson", folder), JSON.stringify({ type: "FeatureCollection", features }, undefined, 2) + "\n");
console.log(`${lines.length} earthquakes`);
