import { parseMarkdown } from '../../src/markdown/parse';
import { plainText } from '../../src/markdown/plain-text';
import type { ChatbotElementClass } from '../element';
import styles from './styles.css';

/*
 * The reader of answers' Markdown, a script of its own: the panel opens without it and fetches it when a conversation begins, while the
 * answer is being written.
 */

const element = customElements.get( 'aaia-chatbot' ) as ChatbotElementClass | undefined;
if ( element ) {
	element.markdown = { parse: parseMarkdown, plain: ( text ) => plainText( parseMarkdown( text ) ), styles };
}
