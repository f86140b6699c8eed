/** Files that are bundled as text and copied into projects. */
declare module '*.py' {
  const text: string;
  export default text;
}

declare module '*?raw' {
  const text: string;
  export default text;
}
