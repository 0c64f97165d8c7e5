/** Line icons on a 20-unit grid. They are decoration: the control around one has the name. */
import type { ComponentChildren } from 'preact';

function Icon({ children, fill }: { children: ComponentChildren; fill?: boolean }) {
  return (
    <svg
      class="icon"
      viewBox="0 0 20 20"
      width="20"
      height="20"
      aria-hidden="true"
      focusable="false"
      fill={fill ? 'currentColor' : 'none'}
      stroke={fill ? 'none' : 'currentColor'}
      stroke-width="1.6"
      stroke-linecap="round"
      stroke-linejoin="round"
    >
      {children}
    </svg>
  );
}

export const PlayIcon = () => (
  <Icon fill>
    <path d="M6 4.2v11.6c0 .6.7 1 1.2.6l8.6-5.8c.5-.3.5-.9 0-1.2L7.2 3.6c-.5-.4-1.2 0-1.2.6z" />
  </Icon>
);
export const StopIcon = () => (
  <Icon fill>
    <rect x="5" y="5" width="10" height="10" rx="1.4" />
  </Icon>
);
/** One way that parts into several. */
export const ExploreIcon = () => (
  <Icon>
    <path d="M3 10h4M7 10c3 0 2.5-5.5 6-5.5M7 10h6M7 10c3 0 2.5 5.5 6 5.5" />
    <g fill="currentColor" stroke="none">
      <circle cx="15.2" cy="4.5" r="1.7" />
      <circle cx="15.2" cy="10" r="1.7" />
      <circle cx="15.2" cy="15.5" r="1.7" />
    </g>
  </Icon>
);
export const DieIcon = () => (
  <Icon>
    <rect x="3.5" y="3.5" width="13" height="13" rx="3" />
    <g fill="currentColor" stroke="none">
      <circle cx="7.2" cy="7.2" r="1.25" />
      <circle cx="12.8" cy="7.2" r="1.25" />
      <circle cx="10" cy="10" r="1.25" />
      <circle cx="7.2" cy="12.8" r="1.25" />
      <circle cx="12.8" cy="12.8" r="1.25" />
    </g>
  </Icon>
);
export const ShareIcon = () => (
  <Icon>
    <path d="M8.4 11.6a3.2 3.2 0 0 0 4.6 0l2.6-2.6A3.3 3.3 0 0 0 11 4.4l-.9.9" />
    <path d="M11.6 8.4a3.2 3.2 0 0 0-4.6 0L4.4 11A3.3 3.3 0 0 0 9 15.6l.9-.9" />
  </Icon>
);
export const ThemeIcon = () => (
  <Icon>
    <circle cx="10" cy="10" r="6.5" />
    <path d="M10 3.5a6.5 6.5 0 0 1 0 13z" fill="currentColor" stroke="none" />
  </Icon>
);
export const HelpIcon = () => (
  <Icon>
    <path d="M7.4 7.6A2.7 2.7 0 0 1 10 5.4c1.6 0 2.7 1 2.7 2.4 0 2-2.7 2.1-2.7 4.1" />
    <circle cx="10" cy="14.9" r="1" fill="currentColor" stroke="none" />
  </Icon>
);
export const PlusIcon = () => (
  <Icon>
    <path d="M10 4.5v11M4.5 10h11" />
  </Icon>
);
export const MoreIcon = () => (
  <Icon fill>
    <circle cx="4.8" cy="10" r="1.5" />
    <circle cx="10" cy="10" r="1.5" />
    <circle cx="15.2" cy="10" r="1.5" />
  </Icon>
);
export const ChevronIcon = () => (
  <svg class="icon chevron" viewBox="0 0 12 12" width="12" height="12" aria-hidden="true" focusable="false">
    <path
      d="M2.5 4.5 6 8l3.5-3.5"
      fill="none"
      stroke="currentColor"
      stroke-width="1.6"
      stroke-linecap="round"
      stroke-linejoin="round"
    />
  </svg>
);
export const CopyIcon = () => (
  <Icon>
    <rect x="7" y="7" width="9.5" height="9.5" rx="2" />
    <path d="M13 4.9A1.9 1.9 0 0 0 11.1 3.5H5.4a1.9 1.9 0 0 0-1.9 1.9v5.7c0 .8.6 1.6 1.4 1.8" />
  </Icon>
);
export const ClockIcon = () => (
  <Icon>
    <circle cx="10" cy="10" r="6.5" />
    <path d="M10 6.2V10l2.6 1.7" />
  </Icon>
);
export const InputIcon = () => (
  <Icon>
    <path d="M4.5 6.5 8 10l-3.5 3.5M10 14h5.5" />
  </Icon>
);
export const OptionsIcon = () => (
  <Icon>
    <path d="M3.5 6.5h6M14 6.5h2.5M3.5 13.5H6M10.5 13.5h6" />
    <circle cx="11.8" cy="6.5" r="2" />
    <circle cx="8.2" cy="13.5" r="2" />
  </Icon>
);

/** Warp and weft: three threads down, two across, over and under; the shuttle's one in colour. */
export const Mark = () => (
  <svg
    class="mark"
    viewBox="0 0 24 24"
    width="24"
    height="24"
    aria-hidden="true"
    focusable="false"
    fill="none"
    stroke-width="2.2"
    stroke-linecap="round"
  >
    <path class="warp" d="M6 3v3.6M6 11v10M12 3v8.6M12 16.6V21M18 3v3.6M18 11v10" />
    <path class="weft" d="M3 8.8h18M3 14.2h.6M8.4 14.2h7.2M20.4 14.2h.6" />
  </svg>
);
export const CloseIcon = () => (
  <Icon>
    <path d="M5 5l10 10M15 5L5 15" />
  </Icon>
);
