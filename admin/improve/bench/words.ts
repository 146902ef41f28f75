import { __, _n, sprintf } from '@wordpress/i18n';
import type { TestQuestion, TestResult, TestRun, TestedAnswer } from '../../../src/wire/wire';
import { screenLanguage } from '../../shared/times';

type Failure = TestedAnswer[ 'failures' ][ number ];

export const verdictName = ( verdict: TestQuestion[ 'verdict' ] ): string => ( {
	waiting: __( 'Not run yet', 'aaia-chatbot' ),
	passed: __( 'Good', 'aaia-chatbot' ),
	failed: __( 'Bad', 'aaia-chatbot' ),
	gone: __( 'Source gone', 'aaia-chatbot' ),
	error: __( 'No answer', 'aaia-chatbot' ),
} )[ verdict ];

export const comparedName = ( compared: TestResult[ 'compared' ] ): string => ( {
	better: __( 'Better', 'aaia-chatbot' ),
	same: __( 'Same', 'aaia-chatbot' ),
	worse: __( 'Worse', 'aaia-chatbot' ),
	new: __( 'New', 'aaia-chatbot' ),
} )[ compared ];

export function failureSentence( { kind, value }: Failure ): string {
	switch ( kind ) {
		case 'source': return __( 'The answer is not from the expected page.', 'aaia-chatbot' );
		case 'contains': return sprintf( /* translators: %s: words. */ __( '“%s” is missing.', 'aaia-chatbot' ), value );
		case 'lacks': return sprintf( /* translators: %s: words. */ __( '“%s” is in it and should not be.', 'aaia-chatbot' ), value );
		case 'refuse': return __( 'It answers, and should say that it does not know.', 'aaia-chatbot' );
		case 'refused': return __( 'It says that it does not know.', 'aaia-chatbot' );
		case 'reference': return sprintf( /* translators: %s: words. */ __( 'It lacks words of the reference: %s', 'aaia-chatbot' ), value );
		case 'gone': return __( 'The expected page is no longer in the knowledge.', 'aaia-chatbot' );
	}
}

export function runTitle( run: TestRun ): string {
	if ( run.tried.includes( 'draft' ) ) {
		return __( 'Unpublished answer', 'aaia-chatbot' );
	}
	if ( run.tried.includes( 'system_instructions' ) ) {
		return __( 'Other instructions', 'aaia-chatbot' );
	}
	return run.model === 'builtin' ? __( 'Built-in assistant', 'aaia-chatbot' ) : run.model;
}

export const causeName = ( { cause, user }: TestRun ): string => ( {
	person: user ?? '',
	schedule: __( 'on schedule', 'aaia-chatbot' ),
	change: __( 'after a change', 'aaia-chatbot' ),
	command: __( 'command line', 'aaia-chatbot' ),
} )[ cause ];

export function stateSentence( run: TestRun ): string {
	switch ( run.state ) {
		case 'running': return __( 'Running', 'aaia-chatbot' );
		case 'cancelled': return __( 'Cancelled', 'aaia-chatbot' );
		case 'done': return '';
		case 'stopped': return ( {
			'': '',
			cap: __( 'Stopped: the cost cap was reached.', 'aaia-chatbot' ),
			model: __( 'Stopped: the model does not answer. The Assistant settings say why.', 'aaia-chatbot' ),
			died: __( 'Stopped: the server ended it.', 'aaia-chatbot' ),
		} )[ run.reason ];
	}
}

export const opinionName = ( judged: NonNullable< TestResult[ 'judged' ] > ): string => ( {
	agrees: __( 'Opinion of the model: says the same as the reference', 'aaia-chatbot' ),
	differs: __( 'Opinion of the model: differs from the reference', 'aaia-chatbot' ),
	unclear: __( 'Opinion of the model: unclear', 'aaia-chatbot' ),
} )[ judged ];

export const cases = ( count: number ): string =>
	/* translators: %s: a number. */
	sprintf( _n( '%s case', '%s cases', count, 'aaia-chatbot' ), count.toLocaleString( screenLanguage() ) );

/** An amount of money from millionths. */
export const money = ( micro: number, currency: string ): string => new Intl.NumberFormat( screenLanguage(), {
	style: 'currency',
	currency,
	maximumFractionDigits: micro > 0 && micro < 10_000 ? 4 : 2,
} ).format( micro / 1_000_000 );
