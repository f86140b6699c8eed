const letters: { readonly [letter: string]: string } = {
  '’': '', 'ʼ': '', ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', ł: 'l', đ: 'd', ð: 'd', þ: 'th', ı: 'i', ħ: 'h', ŋ: 'ng',
  α: 'alpha', β: 'beta', γ: 'gamma', δ: 'delta', ε: 'epsilon', ζ: 'zeta', η: 'eta', θ: 'theta', ι: 'iota', κ: 'kappa', λ: 'lambda', μ: 'mu',
  ν: 'nu', ξ: 'xi', ο: 'o', π: 'pi', ρ: 'rho', σ: 'sigma', ς: 'sigma', τ: 'tau', υ: 'upsilon', φ: 'phi', χ: 'chi', ψ: 'psi', ω: 'omega',
  а: 'a', б: 'b', в: 'v', г: 'g', д: 'd', е: 'e', ж: 'zh', з: 'z', и: 'i', к: 'k', л: 'l', м: 'm', н: 'n', о: 'o', п: 'p', р: 'r', с: 's',
  т: 't', у: 'u', ф: 'f', х: 'kh', ц: 'ts', ч: 'ch', ш: 'sh', щ: 'shch', ъ: '', ы: 'y', ь: '', э: 'e', ю: 'yu', я: 'ya', є: 'ye', і: 'i', ґ: 'g'
};

const caseOf = (folded: string, letter: string): string => (letter === letter.toLowerCase() ? folded : folded.slice(0, 1).toUpperCase() + folded.slice(1));

/** The text in ASCII as a reader would spell it (`naïve` → `naive`); letters of scripts without an entry are dropped. */
export function foldToAscii(text: string): string {
  const plain = text.normalize('NFKD').replace(/\p{Mark}+/gu, '');
  return plain.replace(/\P{ASCII}/gu, letter => {
    const folded = letters[letter.toLowerCase()];
    return folded === undefined ? ' ' : caseOf(folded, letter);
  });
}
