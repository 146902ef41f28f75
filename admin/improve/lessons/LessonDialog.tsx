import { Button, Modal, TextareaControl } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import type { Lesson } from '../../../src/wire/wire';
import { asProblem } from '../../data/api';
import { addLesson, changeLesson } from '../../data/lessons';
import { conversationOfLesson } from './lesson-address';

type Part = 'problem' | 'cause' | 'action' | 'result';

/** Characters of each part. */
const LONGEST = 2000;

/** Writes a new lesson, or changes one. */
export function LessonDialog( { lesson, onSaved, onClose }: { lesson: Lesson | null; onSaved: () => void; onClose: () => void } ) {
	const [ words, setWords ] = useState< Record< Part, string > >( {
		problem: lesson?.problem ?? '',
		cause: lesson?.cause ?? '',
		action: lesson?.action ?? '',
		result: lesson?.result ?? '',
	} );
	const [ day, setDay ] = useState( lesson?.acted_on ?? '' );
	const [ busy, setBusy ] = useState( false );
	const [ problem, setProblem ] = useState( '' );
	const conversation = lesson === null ? conversationOfLesson() : null;
	const save = (): void => {
		const told = { ...words, acted_on: day === '' ? null : day };
		setBusy( true );
		setProblem( '' );
		( lesson === null
			? addLesson( { ...told, ...( conversation === null ? {} : { conversations: [ conversation ] } ) } )
			: changeLesson( lesson.id, told )
		).then( () => {
			forgetConversation();
			onSaved();
		}, ( failure ) => {
			setBusy( false );
			setProblem( asProblem( failure ).message );
		} );
	};
	const field = ( part: Part, label: string, help: string ) => (
		<TextareaControl
			__nextHasNoMarginBottom
			label={ label }
			help={ help }
			rows={ 2 }
			maxLength={ LONGEST }
			dir="auto"
			value={ words[ part ] }
			onChange={ ( text ) => setWords( { ...words, [ part ]: text } ) }
		/>
	);
	return (
		<Modal
			title={ lesson === null ? __( 'New lesson', 'aaia-chatbot' ) : __( 'Edit the lesson', 'aaia-chatbot' ) }
			onRequestClose={ onClose }
			size="medium"
		>
			<form
				className="aaia-lesson-form"
				onSubmit={ ( event ) => {
					event.preventDefault();
					save();
				} }
			>
				{ conversation !== null && <p>{ __( 'From a conversation, to which it stays linked.', 'aaia-chatbot' ) }</p> }
				{ field( 'problem', __( 'Problem', 'aaia-chatbot' ), __( 'What went wrong.', 'aaia-chatbot' ) ) }
				{ field( 'cause', __( 'Cause', 'aaia-chatbot' ), __( 'Why.', 'aaia-chatbot' ) ) }
				{ field( 'action', __( 'Action', 'aaia-chatbot' ), __( 'What was done.', 'aaia-chatbot' ) ) }
				{ field( 'result', __( 'Result', 'aaia-chatbot' ), __( 'What came of it.', 'aaia-chatbot' ) ) }
				<label>
					{ __( 'Day of the action', 'aaia-chatbot' ) }{ ' ' }
					<input type="date" value={ day } onChange={ ( { target } ) => setDay( target.value ) } />
				</label>
				{ problem && <p className="aaia-review__problem" role="alert">{ problem }</p> }
				<div className="aaia-dialog__buttons">
					<Button __next40pxDefaultSize variant="tertiary" onClick={ onClose }>{ __( 'Cancel', 'aaia-chatbot' ) }</Button>
					<Button
						__next40pxDefaultSize
						variant="primary"
						type="submit"
						isBusy={ busy }
						disabled={ busy || words.problem.trim() === '' }
						accessibleWhenDisabled
					>
						{ __( 'Save', 'aaia-chatbot' ) }
					</Button>
				</div>
			</form>
		</Modal>
	);
}

/** Takes the conversation out of the address: the next lesson is another. */
function forgetConversation(): void {
	const address = new URL( window.location.href );
	address.searchParams.delete( 'conversation' );
	window.history.replaceState( null, '', address );
}
