import { Button } from '@wordpress/components';
import { useId, useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import type { StaffReview } from '../../../src/wire/wire';
import { asProblem } from '../../data/api';
import type { Verdict } from '../../data/reviews';
import { VERDICTS, verdictHint, verdictWord } from './review-words';

/** Judges an answer: "correct" at once, the others with a note, which says what is missing where something is. Keys 1 to 5 choose. */
export function ReviewForm( { review, onSave, onSaved }: {
	review: StaffReview | null;
	onSave: ( verdict: Verdict | null, note: string ) => Promise< unknown >;
	/** Once it is stored. */
	onSaved?: () => void;
} ) {
	const id = useId();
	const [ chosen, setChosen ] = useState< Verdict | null >( review?.verdict ?? null );
	const [ note, setNote ] = useState( review?.note ?? '' );
	const [ busy, setBusy ] = useState( false );
	const [ problem, setProblem ] = useState( '' );
	const save = ( verdict: Verdict | null, words: string ): void => {
		setBusy( true );
		setProblem( '' );
		onSave( verdict, words ).then(
			() => {
				setBusy( false );
				setChosen( verdict );
				setNote( words );
				onSaved?.();
			},
			( failure ) => {
				setBusy( false );
				setProblem( asProblem( failure ).message );
			}
		);
	};
	const choose = ( verdict: Verdict ): void => {
		setProblem( '' );
		if ( verdict === 'correct' ) {
			save( verdict, '' );
		} else {
			setChosen( verdict );
		}
	};
	const submit = (): void => {
		if ( chosen === 'incomplete' && note.trim() === '' ) {
			setProblem( __( 'Say what is missing.', 'aaia-chatbot' ) );
		} else if ( chosen !== null ) {
			save( chosen, note.trim() );
		}
	};
	const byKey = ( event: { key: string; preventDefault: () => void } ): void => {
		const verdict = VERDICTS[ Number( event.key ) - 1 ];
		if ( verdict && ! busy ) {
			event.preventDefault();
			choose( verdict );
		}
	};
	return (
		<form
			className="aaia-review"
			onSubmit={ ( event ) => {
				event.preventDefault();
				submit();
			} }
		>
			<div className="aaia-review__choices" role="group" aria-label={ __( 'Judge this answer', 'aaia-chatbot' ) }>
				{ VERDICTS.map( ( verdict, index ) => (
					<Button
						key={ verdict }
						size="compact"
						variant="secondary"
						aria-pressed={ verdict === chosen }
						aria-keyshortcuts={ String( index + 1 ) }
						data-key={ String( index + 1 ) }
						data-verdict={ verdict }
						title={ verdictHint( verdict ) }
						disabled={ busy }
						accessibleWhenDisabled
						onClick={ () => choose( verdict ) }
						onKeyDown={ byKey }
					>
						<kbd aria-hidden="true">{ index + 1 }</kbd>
						{ verdictWord( verdict ) }
					</Button>
				) ) }
			</div>
			{ chosen !== null && chosen !== 'correct' && (
				<>
					<label htmlFor={ id }>
						{ chosen === 'incomplete' ? __( 'What is missing?', 'aaia-chatbot' ) : __( 'What is wrong? (optional)', 'aaia-chatbot' ) }
					</label>
					<textarea
						key={ chosen }
						id={ id }
						rows={ 2 }
						maxLength={ 1000 }
						// What was chosen asks for it.
						// eslint-disable-next-line jsx-a11y/no-autofocus
						autoFocus={ chosen !== review?.verdict }
						value={ note }
						aria-invalid={ problem !== '' }
						onChange={ ( { target } ) => setNote( target.value ) }
						onKeyDown={ ( event ) => {
							if ( event.key === 'Enter' && ( event.ctrlKey || event.metaKey ) ) {
								event.preventDefault();
								submit();
							}
						} }
					/>
				</>
			) }
			{ problem && <p className="aaia-review__problem" role="alert">{ problem }</p> }
			{ ( chosen !== null && chosen !== 'correct' || review ) && (
				<div className="aaia-review__buttons">
					{ review && (
						<Button size="compact" variant="tertiary" disabled={ busy } accessibleWhenDisabled onClick={ () => save( null, '' ) }>
							{ __( 'Take the verdict back', 'aaia-chatbot' ) }
						</Button>
					) }
					{ chosen !== null && chosen !== 'correct' && (
						<Button size="compact" variant="primary" type="submit" isBusy={ busy } disabled={ busy } accessibleWhenDisabled>
							{ __( 'Save the verdict', 'aaia-chatbot' ) }
						</Button>
					) }
				</div>
			) }
		</form>
	);
}
