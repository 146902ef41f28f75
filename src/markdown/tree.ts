/**
 * What an answer's Markdown is parsed into: a neutral tree that the widget (Preact) and the inbox (React) each draw in their own way.
 *
 * The tree is safe by construction: it has no raw HTML and no images, and each `href` is an absolute http, https or mailto address.
 */

export type Inline =
	/** May hold line ends, which are drawn as such. */
	| { type: 'text'; text: string }
	| { type: 'code'; text: string }
	| { type: 'em' | 'strong' | 'del'; children: Inline[] }
	| { type: 'link'; href: string; title: string; children: Inline[] };

export type Block =
	/** `tight`: stands in an item of a tight list, so it is drawn without a paragraph's margins. */
	| { type: 'paragraph'; tight: boolean; children: Inline[] }
	| { type: 'code'; text: string }
	| { type: 'quote'; children: Block[] }
	/** `start` is null for a bulleted list. */
	| { type: 'list'; start: number | null; items: Block[][] }
	/** The first row holds the headings. */
	| { type: 'table'; rows: Inline[][][] }
	| { type: 'rule' };

export interface MarkdownOptions {
	/** Address that relative links are resolved against. Without it relative links are shown as plain text. */
	base?: string;
}
