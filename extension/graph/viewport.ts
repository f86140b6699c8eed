import { useCallback, useEffect, useLayoutEffect, useRef, useState, type PointerEvent, type RefObject } from 'react';

/** Where the drawing lies in its window: scale, then offset in pixels. */
export interface Viewport {
  readonly scale: number;
  readonly x: number;
  readonly y: number;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

const limits = { least: 0.1, most: 3, step: 1.25, legible: 0.5 };

/** Room above the drawing for the buttons. */
const head = 26;

/** All of the drawing. Text never grows beyond the size of the interface by fitting alone. */
const whole = (drawing: Size, frame: Size): Viewport =>
  placed(Math.min(1, frame.width / Math.max(1, drawing.width), (frame.height - head) / Math.max(1, drawing.height)), drawing, frame);

/** As much of the drawing, from its top, as can be read. */
const legible = (drawing: Size, frame: Size): Viewport => placed(Math.max(limits.legible, whole(drawing, frame).scale), drawing, frame);

function placed(scale: number, drawing: Size, frame: Size): Viewport {
  return { scale, x: (frame.width - drawing.width * scale) / 2, y: Math.max(head, (frame.height - drawing.height * scale) / 2) };
}

/** Zoomed by a factor around a point of the window, which stays where it is. */
function zoomed({ scale, x, y }: Viewport, factor: number, at: { readonly x: number; readonly y: number }): Viewport {
  const next = Math.min(limits.most, Math.max(limits.least, scale * factor));
  const ratio = next / scale;
  return { scale: next, x: at.x - (at.x - x) * ratio, y: at.y - (at.y - y) * ratio };
}

export interface ViewportControls {
  readonly viewport: Viewport;
  readonly zoom: (direction: 1 | -1) => void;
  readonly fit: () => void;
  readonly onPointerDown: (event: PointerEvent) => void;
  /** Moves so that a box can be seen; does nothing where it is. */
  readonly show: (box: { readonly x: number; readonly y: number; readonly width: number; readonly height: number }) => void;
}

/** Pan and zoom of a drawing. It fits itself to its window until its user moves it. */
export function useViewport(frame: RefObject<SVGSVGElement>, drawing: Size): ViewportControls {
  const [size, setSize] = useState<Size>({ width: 0, height: 0 });
  const [moved, setMoved] = useState<Viewport | 'whole' | undefined>();
  const viewport = moved === 'whole' ? whole(drawing, size) : (moved ?? legible(drawing, size));
  const latest = useRef(viewport);
  latest.current = viewport;

  useLayoutEffect(() => {
    const element = frame.current;
    if (!element) return undefined;
    const measure = () => setSize({ width: element.clientWidth, height: element.clientHeight });
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [frame]);

  useEffect(() => {
    const element = frame.current;
    const onWheel = (event: WheelEvent) => {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      const { left, top } = (event.currentTarget as Element).getBoundingClientRect();
      setMoved(zoomed(latest.current, Math.exp(-event.deltaY / 300), { x: event.clientX - left, y: event.clientY - top }));
    };
    // React listens passively, and then the page would zoom as well.
    element?.addEventListener('wheel', onWheel, { passive: false });
    return () => element?.removeEventListener('wheel', onWheel);
  }, [frame]);

  const zoom = (direction: 1 | -1) => setMoved(zoomed(viewport, limits.step ** direction, { x: size.width / 2, y: size.height / 2 }));
  const onPointerDown = useCallback((event: PointerEvent) => drag(event, latest.current, setMoved), []);
  const show: ViewportControls['show'] = box => {
    const { scale, x, y } = latest.current;
    const left = (box.x - box.width / 2) * scale + x;
    const top = (box.y - box.height / 2) * scale + y;
    const dx = left < 0 ? -left : Math.min(0, size.width - left - box.width * scale);
    const dy = top < 0 ? -top : Math.min(0, size.height - top - box.height * scale);
    if (size.width > 0 && (dx !== 0 || dy !== 0)) setMoved({ scale, x: x + dx, y: y + dy });
  };
  return { viewport, zoom, fit: () => setMoved('whole'), onPointerDown, show };
}

/** Follows the pointer until it is let go. */
function drag(event: PointerEvent, start: Viewport, move: (viewport: Viewport) => void): void {
  if (event.button !== 0) return;
  const target = event.currentTarget;
  const { clientX, clientY } = event;
  const onMove = (moved: Event) => {
    const { clientX: x, clientY: y, buttons } = moved as globalThis.PointerEvent;
    if (buttons === 0) stop();
    else move({ ...start, x: start.x + x - clientX, y: start.y + y - clientY });
  };
  const stop = () => {
    target.removeEventListener('pointermove', onMove);
    target.removeEventListener('pointerup', stop);
    target.removeEventListener('pointerleave', stop);
  };
  target.addEventListener('pointermove', onMove);
  target.addEventListener('pointerup', stop);
  target.addEventListener('pointerleave', stop);
}
