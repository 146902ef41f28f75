import { Button, ComboboxControl, Notice, TextareaControl } from '@wordpress/components';
import { useEffect, useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import type { Gap } from '../../../src/wire/wire';
import { loadAgents } from '../../data/agents';
import { asProblem } from '../../data/api';
import { changeGap } from '../../data/gaps';

interface FormProps {
	gap: Gap;
	onDone: ( sentence: string ) => void;
}

/** Why a gap is ignored. */
export function IgnoreForm( { gap, onDone }: FormProps ) {
	const [ reason, setReason ] = useState( '' );
	const [ problem, setProblem ] = useState( '' );
	return (
		<form
			className="aaia-gap__form"
			onSubmit={ ( event ) => {
				event.preventDefault();
				changeGap( gap.id, { state: 'ignored', reason } ).then(
					() => onDone( __( 'Ignored. It comes back when it is asked three times more.', 'aaia-chatbot' ) ),
					( failure: unknown ) => setProblem( asProblem( failure ).message )
				);
			} }
		>
			<TextareaControl
				label={ __( 'Why is there no answer to write?', 'aaia-chatbot' ) }
				value={ reason }
				rows={ 2 }
				maxLength={ 500 }
				required
				onChange={ setReason }
			/>
			{ problem !== '' && <Notice status="error" onRemove={ () => setProblem( '' ) }>{ problem }</Notice> }
			<Button __next40pxDefaultSize variant="primary" type="submit">{ __( 'Ignore', 'aaia-chatbot' ) }</Button>
		</form>
	);
}

/** Who closes a gap, and what to do. */
export function AssignForm( { gap, onDone }: FormProps ) {
	const [ people, setPeople ] = useState< { value: string; label: string }[] >( [] );
	const [ chosen, setChosen ] = useState< string | null >( gap.assignee === null ? null : String( gap.assignee.id ) );
	const [ task, setTask ] = useState( gap.task );
	const [ problem, setProblem ] = useState( '' );
	useEffect( () => {
		loadAgents().then(
			( { items } ) => setPeople( items.map( ( { id, name } ) => ( { value: String( id ), label: name } ) ) ),
			( failure: unknown ) => setProblem( asProblem( failure ).message )
		);
	}, [] );
	return (
		<form
			className="aaia-gap__form"
			onSubmit={ ( event ) => {
				event.preventDefault();
				changeGap( gap.id, { assignee: chosen === null || chosen === '' ? null : Number( chosen ), task } ).then(
					() => onDone(
						chosen === null || chosen === ''
							? __( 'No longer assigned to anybody.', 'aaia-chatbot' )
							: __( 'Assigned. Your colleague gets an e-mail.', 'aaia-chatbot' )
					),
					( failure: unknown ) => setProblem( asProblem( failure ).message )
				);
			} }
		>
			<ComboboxControl
				__next40pxDefaultSize
				label={ __( 'Colleague', 'aaia-chatbot' ) }
				value={ chosen }
				options={ people }
				onChange={ ( value ) => setChosen( value ?? null ) }
			/>
			<TextareaControl label={ __( 'What to do', 'aaia-chatbot' ) } value={ task } rows={ 2 } maxLength={ 500 } onChange={ setTask } />
			{ problem !== '' && <Notice status="error" onRemove={ () => setProblem( '' ) }>{ problem }</Notice> }
			<Button __next40pxDefaultSize variant="primary" type="submit">{ __( 'Save', 'aaia-chatbot' ) }</Button>
		</form>
	);
}
