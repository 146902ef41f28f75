/** Address of the Markdown reader's script, with its version. Written in by the build. */
declare const MARKDOWN_SCRIPT: string;

/** Address of the script of attached files, with its version. Written in by the build. */
declare const FILES_SCRIPT: string;

/** Address of the script with the parts that few visitors use, in the panel's language. Written in by the build. */
declare const MORE_SCRIPT: string;

/**
 * Whether these addresses are seen from the panel's script, and not whole, as in a panel that the server made. Written in by the build.
 */
declare const SCRIPTS_ARE_BESIDE: boolean;

/** Changes with the code of the panel or of its rarely used parts. Written in by the build. */
declare const BUILD: string;
