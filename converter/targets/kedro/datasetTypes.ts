/** Kedro's datasets, by the library function that the notebook reads such files with. */
const types: Readonly<Record<string, string>> = {
  'pandas.read_csv': 'pandas.CSVDataset',
  'pandas.read_json': 'pandas.JSONDataset',
  'pandas.read_parquet': 'pandas.ParquetDataset'
};

/** The type of a catalog entry that reads a file as the library function does. */
export const datasetType = (format: string): string => types[format] ?? format;

/** The extra of `kedro-datasets` that installs what the type needs. */
export const extraOf = (format: string): string => datasetType(format).toLowerCase().replaceAll('.', '-');
