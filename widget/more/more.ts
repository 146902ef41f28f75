import type { Approval } from '../panel/components/Approval';
import type { Comment } from '../panel/components/Comment';
import type { Thanks } from '../panel/components/FormCard';
import type { Report } from '../panel/components/Report';
import type { Score } from '../panel/components/Score';
import type { Sheet } from '../panel/components/Sheets';
import type { createActions } from './actions';

/** The parts of the panel that few visitors use, and their CSS. */
export interface More {
	Approval: typeof Approval;
	Comment: typeof Comment;
	Report: typeof Report;
	Score: typeof Score;
	Sheet: typeof Sheet;
	Thanks: typeof Thanks;
	actions: typeof createActions;
	styles: string;
}
