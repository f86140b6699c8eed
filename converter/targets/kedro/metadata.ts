import type { Plan } from '../../plan/plan.js';
import { pythonString } from '../python/literals.js';

/** What the project itself needs beside the notebook's own imports. */
const own: Readonly<Record<string, string>> = { kedro: '~=1.7', 'kedro-datasets': '~=9.6', pyarrow: '>=15', cloudpickle: '>=3.0', xxhash: '>=3.0' };

/** Requirement lines, by name: the notebook's imports and the project's own. */
export function requirementLines(plan: Plan): readonly string[] {
  const versions = new Map<string, string>(Object.entries(own));
  for (const { distribution, certain } of plan.requirements) if (certain && !versions.has(distribution)) versions.set(distribution, '');
  for (const [distribution, version] of Object.entries(plan.assumes)) if (versions.get(distribution) === '') versions.set(distribution, version);
  return [...versions].map(([name, version]) => `${name}${version}`).sort();
}

export function requirementsTxt(plan: Plan): string {
  const uncertain = plan.requirements
    .filter(({ certain }) => !certain)
    .map(({ modules, distribution }) => `# ${modules.join(', ')}: which distribution gives it is not certain (${distribution}?)`);
  return [...requirementLines(plan), ...uncertain, '# this project', '-e .', ''].join('\n');
}

/** `pyproject.toml`. */
export const pyprojectToml = (plan: Plan): string => `[project]
name = ${pythonString(plan.package)}
version = "0.1.0"
description = ${pythonString((plan.title ?? plan.name).replace(/\s+/g, ' ').slice(0, 200))}
requires-python = ">=3.10"
dependencies = [
${requirementLines(plan)
  .map(line => `    ${pythonString(line)},\n`)
  .join('')}]

[project.scripts]
${pythonString(plan.package.replaceAll('_', '-'))} = ${pythonString(`${plan.package}.__main__:main`)}

[project.entry-points."kedro.hooks"]
${pythonString(plan.package)} = ${pythonString(`${plan.package}.runtime.hooks:hooks`)}

[build-system]
requires = ["setuptools>=70"]
build-backend = "setuptools.build_meta"

[tool.setuptools.packages.find]
where = ["src"]

[tool.setuptools.package-data]
${pythonString(plan.package)} = ["nodes.json", "scripts/*.py"]

[tool.kedro]
package_name = ${pythonString(plan.package)}
project_name = ${pythonString(plan.package)}
kedro_init_version = "1.7.0"
source_dir = "src"

[tool.ruff]
line-length = 110
# These files hold the notebook's own text, which is kept as it was written.
extend-exclude = [
    ${pythonString(`src/${plan.package}/nodes.py`)},
    ${pythonString(`src/${plan.package}/helpers.py`)},
    ${pythonString(`src/${plan.package}/scripts`)},
    "workspace",
]

[tool.pytest.ini_options]
testpaths = ["tests"]
`;

export const gitignore = (): string => `# what runs make; the folders and the project itself are kept
/data/**
!/data/*/
!/data/**/.gitkeep
/runs/
/conf/local/**
!/conf/local/.gitkeep
/.venv/
/.viz/
__pycache__/
*.egg-info/
.pytest_cache/
.ruff_cache/
`;

export const dockerignore = (): string => `.git
.venv
runs
data/0[2-8]_*/*
**/__pycache__
`;
