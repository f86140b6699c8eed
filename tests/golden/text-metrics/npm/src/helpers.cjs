/** Functions, classes and constants of the text_metrics_pipeline pipeline. */

const sentencesOf = text => text.split(/[.!?]+["”’)]*\s+/).filter(sentence => /\w/.test(sentence));

const wordsOf = text => text.toLowerCase().match(/[a-z]+(?:['’][a-z]+)*/g) || [];

/** Groups of vowels, a silent e at the end left out. */
function syllables(word) {
  const groups = word.replace(/e$/, "").match(/[aeiouy]+/g);
  return groups ? groups.length : 1;
}

const norm = vector => Math.sqrt([...vector.values()].reduce((sum, value) => sum + value ** 2, 0));

const cosine = (a, b) => [...a].reduce((sum, [word, value]) => sum + value * (b.get(word) || 0), 0) / (norm(a) * norm(b));

module.exports = { sentencesOf, wordsOf, syllables, norm, cosine };
