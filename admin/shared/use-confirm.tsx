import { useState } from '@wordpress/element';
import type { ReactNode } from 'react';
import { ConfirmDialog } from './ConfirmDialog';

interface Question {
	title: string;
	/** What happens. */
	text: string;
	/** The button that does it. */
	action: string;
	onSure: () => void;
}

/** Asks before something that cannot be undone: `dialog` is drawn, `ask` opens it. What is done goes on after it is closed. */
export function useConfirm(): { dialog: ReactNode; ask: ( question: Question ) => void } {
	const [ question, ask ] = useState< Question | null >( null );
	return {
		ask,
		dialog: question && (
			<ConfirmDialog
				{ ...question }
				onSure={ () => {
					ask( null );
					question.onSure();
				} }
				onClose={ () => ask( null ) }
			/>
		),
	};
}
