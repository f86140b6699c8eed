/** Signs that steer a terminal: colours, cursor, titles. */
const steering = /\u001b\[[0-?]*[ -/]*[@-~]|\u001b\][^\u0007\u001b]*(?:\u0007|\u001b\\)|\u001b[@-Z\\^_]|[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g;

/** Text of a program as it is read: without signs for terminals, and of a line that was written over only what was written last. */
export const plain = (text: string): string => text.split('\n').map(lastWritten).join('\n').replace(steering, '');

function lastWritten(line: string): string {
  const written = line.endsWith('\r') ? line.slice(0, -1) : line;
  return written.slice(written.lastIndexOf('\r') + 1);
}
