import { Button } from '@wordpress/components';
import { __ } from '@wordpress/i18n';
import type { Problem } from '../data/api';
import { failureSentence } from './failure';

/** What could not be loaded, which part failed, and what can be done; what was there before stays beside it. */
export function FailureNotice( {
	what,
	problem,
	onRetry,
	onReset,
}: {
	what: string;
	problem: Problem;
	onRetry: () => void;
	/** Back to the usual filters, where there are others. */
	onReset?: ( () => void ) | undefined;
} ) {
	return (
		<div className="aaia-failure" role="alert">
			<p><strong>{ what }</strong> { failureSentence( problem ) }</p>
			<div>
				<Button size="compact" variant="secondary" onClick={ onRetry }>{ __( 'Try again', 'aaia-chatbot' ) }</Button>
				{ onReset && <Button size="compact" variant="tertiary" onClick={ onReset }>{ __( 'Reset filters', 'aaia-chatbot' ) }</Button> }
			</div>
		</div>
	);
}
