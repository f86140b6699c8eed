import { extraOf } from './datasetTypes.js';
import type { Plan } from '../../plan/plan.js';
import { requirementLines } from '../python/requirements.js';
import { tomlList, tomlString } from './toml.js';

/** The engine's own requirements; Kedro's datasets come with what they need. */
export function engineRequirements({ datasets }: Plan): Readonly<Record<string, string>> {
  const extras = [...new Set(datasets.flatMap(({ file }) => (file ? [extraOf(file.format)] : [])))].sort();
  return { kedro: '~=1.7', [extras.length === 0 ? 'kedro-datasets' : `kedro-datasets[${extras.join(',')}]`]: '~=9.6' };
}

/** `pyproject.toml`. */
export const pyprojectToml = (plan: Plan): string => `[project]
name = ${tomlString(plan.package)}
version = "0.1.0"
description = ${tomlString((plan.title ?? plan.name).replace(/\s+/g, ' ').slice(0, 200))}
requires-python = ">=3.10"
dependencies = ${tomlList(requirementLines(plan, engineRequirements(plan)))}

[project.scripts]
${tomlString(plan.package.replaceAll('_', '-'))} = ${tomlString(`${plan.package}.__main__:main`)}

[project.entry-points."kedro.hooks"]
${tomlString(plan.package)} = ${tomlString(`${plan.package}.runtime.hooks:hooks`)}

[build-system]
requires = ["setuptools>=70"]
build-backend = "setuptools.build_meta"

[tool.setuptools.packages.find]
where = ["src"]

[tool.setuptools.package-data]
${tomlString(plan.package)} = ["nodes.json", "scripts/*.py"]

[tool.kedro]
package_name = ${tomlString(plan.package)}
project_name = ${tomlString(plan.package)}
kedro_init_version = "1.7.0"
source_dir = "src"

[tool.ruff]
line-length = 110
# These hold the notebook's own text, kept as it was written.
extend-exclude = ${tomlList([...textFiles(plan).map(file => `src/${plan.package}/${file}`), 'workspace'])}

[tool.ruff.lint]
select = ["E4", "E7", "E9", "F", "I"]

[tool.pytest.ini_options]
testpaths = ["tests"]
# Nodes meet the warning filters of the notebook, not those of the test run.
addopts = ["-p", "no:warnings"]
`;

function textFiles({ nodes, helpers }: Plan): readonly string[] {
  const hasHelpers = helpers.definitions.length > 0 || helpers.setup.length > 0;
  return ['nodes.py', ...(hasHelpers ? ['helpers.py'] : []), ...(nodes.some(({ form }) => form === 'script') ? ['scripts'] : [])];
}

/** `.gitignore`: outputs stay out; the folders, the hooks' announcement and the telemetry setting stay in. */
export const gitignore = (): string => `# what runs make
/data/*/*
!/data/01_raw/*
!/data/*/.gitkeep
/runs/
/conf/local/*
!/conf/local/.gitkeep
/.venv/
/.viz/
/build/
__pycache__/
*.egg-info/
.pytest_cache/
.ruff_cache/

# part of the project, whatever other ignore files say
!/src/*.dist-info/
!/.telemetry
`;

/** `.dockerignore`. */
export const dockerignore = (): string => `.git
.venv
build
conf/local/*
data/*/*
!data/01_raw/*
!data/*/.gitkeep
runs
**/__pycache__
**/*.egg-info
`;

/** `Dockerfile`: the pipeline, run by a user without rights. */
export const dockerfile = (plan: Plan): string => `FROM python:3.12-slim
COPY --from=ghcr.io/astral-sh/uv:0.9 /uv /bin/uv

ENV DO_NOT_TRACK=1 KEDRO_DISABLE_TELEMETRY=1
RUN useradd --create-home --uid 1000 pipeline
WORKDIR /home/pipeline/project

COPY . .
RUN uv pip install --system --no-cache -r requirements.txt && chown -R pipeline /home/pipeline/project

USER pipeline
CMD ["python", "-m", ${JSON.stringify(plan.package)}]
`;
