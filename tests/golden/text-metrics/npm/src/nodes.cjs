/** The nodes of the text_metrics_pipeline pipeline: each takes what others gave, and gives on what others need. */

const fs = require("fs");
const path = require("path");
const { cosine, sentencesOf, syllables, wordsOf } = require("./helpers.cjs");
const { show } = require("./runtime/index.cjs");

/** Read. */
function load(folder) {
  const texts = {};
  for (const file of fs.readdirSync(folder).sort()) {
    if (path.extname(file) === ".txt") texts[path.basename(file, ".txt")] = fs.readFileSync(path.join(folder, file), "utf8");
  }
  show(Object.entries(texts).map(([name, text]) => `${name}: ${text.length} characters`));

  const stopWords = new Set(JSON.parse(fs.readFileSync(path.join(folder, "stopwords.json"), "utf8")));

  return { texts, stopWords };
}

/** Sentences and words. */
function split(texts) {
  const documents = Object.entries(texts).map(([name, text]) => ({
    name,
    sentences: sentencesOf(text).length,
    words: wordsOf(text)
  }));
  show(documents.map(({ name, sentences, words }) => [name, sentences, words.length]));

  return { documents };
}

/**
 * Measures.
 *
 * *Flesch reading ease* is high for texts that are easy: short sentences of short words. 90 is a children's
 * book, 30 a contract.
 */
function measure(documents) {
  for (const document of documents) {
    const { words, sentences } = document;
    const perSentence = words.length / sentences;
    const perWord = words.reduce((sum, word) => sum + syllables(word), 0) / words.length;
    document.flesch = 206.835 - 1.015 * perSentence - 84.6 * perWord;
    document.perSentence = perSentence;
    document.variety = new Set(words.slice(0, 250)).size / Math.min(words.length, 250);
  }
  documents.forEach(({ name, flesch, perSentence }) => console.log(`${name.padEnd(12)} Flesch ${flesch.toFixed(0)}, ${perSentence.toFixed(1)} words per sentence`));

  const lengths = new Map();
  for (const { words } of documents) {
    for (const word of words) lengths.set(word.length, (lengths.get(word.length) || 0) + 1);
  }
  for (const [length, count] of [...lengths].sort(([a], [b]) => a - b)) console.log(String(length).padStart(2), "#".repeat(Math.ceil(count / 8)));

  return { documents };
}

/**
 * Words of their own.
 *
 * A word counts for a text if it is frequent there and rare elsewhere (*tf-idf*).
 */
function extract(stopWords, documents, shortWord, topWords) {
  const frequencies = documents.map(({ words }) => {
    const counts = new Map();
    for (const word of words) {
      if (word.length >= shortWord && !stopWords.has(word)) counts.set(word, (counts.get(word) || 0) + 1);
    }
    return counts;
  });
  const idf = word => Math.log((1 + documents.length) / (1 + frequencies.filter(counts => counts.has(word)).length)) + 1;

  const vectors = frequencies.map(counts => new Map([...counts].map(([word, count]) => [word, count * idf(word)])));
  const keywords = {};
  documents.forEach(({ name }, i) => {
    const best = [...vectors[i]].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
    keywords[name] = best.slice(0, topWords).map(([word]) => word);
  });
  show(keywords);

  return { vectors, keywords };
}

/** Who is like whom? */
function compare(vectors) {
  const similarity = vectors.map(a => vectors.map(b => cosine(a, b)));
  console.table(similarity.map(row => row.map(value => value.toFixed(3))));
}

/** The table. */
function report(documents, keywords) {
  const columns = ["name", "sentences", "words", "perSentence", "variety", "flesch"];
  const table = documents
    .map(document => ({ ...document, words: document.words.length }))
    .sort((a, b) => b.flesch - a.flesch);
  const lines = table.map(row => columns.map(column => (Number.isInteger(row[column]) || column === "name" ? row[column] : row[column].toFixed(2))).join(","));
  fs.writeFileSync("metrics.csv", [columns.join(","), ...lines, ""].join("\n"));
  console.log(lines.join("\n"));

  const easiest = table[0].name;
  const readingEase = table[0].flesch;
  show($$.html(`<p>Easiest to read: <b>${easiest}</b>, a text of ${keywords[easiest].slice(0, 3).join(", ")}.</p>`));

  return { readingEase };
}

module.exports = { load, split, measure, extract, compare, report };
