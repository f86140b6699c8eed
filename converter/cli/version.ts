/** Of the converter; the bundler puts it in. */
export const version = process.env['npm_package_version'] ?? '0.0.0';
