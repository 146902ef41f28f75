import type { ChatbotElementClass } from '../element';
import { Approval } from '../panel/components/Approval';
import { Comment } from '../panel/components/Comment';
import { Thanks } from '../panel/components/FormCard';
import { Report } from '../panel/components/Report';
import { Score } from '../panel/components/Score';
import { Sheet } from '../panel/components/Sheets';
import { createActions as actions } from './actions';
import styles from './styles.css';

/*
 * What few visitors use, a script of its own: asking for a person, consent, deletion, approvals, comments, reports and scores. The panel
 * fetches it when the first of them is drawn. Beside a panel of another build, which an update has left on an open page, it does nothing.
 */

const element = customElements.get( 'aaia-chatbot' ) as ChatbotElementClass | undefined;
if ( element?.kit?.build === BUILD ) {
	element.more = { Approval, Comment, Report, Score, Sheet, Thanks, actions, styles };
}
