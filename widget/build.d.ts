/** Address of the Markdown reader's script, with its version. Written in by the build. */
declare const MARKDOWN_SCRIPT: string;

/** Whether that address is seen from the panel's script, and not whole, as in a panel that the server made. Written in by the build. */
declare const MARKDOWN_IS_BESIDE: boolean;
