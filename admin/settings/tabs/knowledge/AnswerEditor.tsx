import { Button, Notice, SelectControl, TextControl, TextareaControl } from '@wordpress/components';
import { speak } from '@wordpress/a11y';
import { useEffect, useRef, useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import { asProblem } from '../../../data/api';
import { saveAnswer } from '../../../data/knowledge';
import { SpoiledCases, spoiledCases } from './SpoiledCases';
import { languageName } from './words';
import type { Problem } from '../../../data/api';
import type { AnswerDraft } from '../../../data/knowledge';
import type { WrittenAnswer } from '../../../../src/wire/wire';

interface EditorProps {
	/** Null writes a new one. */
	answer: WrittenAnswer | null;
	/** The question of a new one; empty when there is none yet. */
	question?: string;
	languages: readonly string[];
	onSaved: () => void;
	onCancel: () => void;
}

/** Writes one question and its answer. What was typed stays when it cannot be saved. */
export function AnswerEditor( { answer, question: asked = '', languages, onSaved, onCancel }: EditorProps ) {
	const [ draft, setDraft ] = useState< AnswerDraft >( {
		question: answer?.question ?? asked,
		answer: answer?.answer ?? '',
		language: answer?.language ?? '',
	} );
	const [ problem, setProblem ] = useState< Problem | null >( null );
	const [ saving, setSaving ] = useState( false );
	const choices = [ ...new Set( [ '', ...languages, draft.language ] ) ];

	const spoiled = problem === null ? null : spoiledCases( problem );
	const save = async ( override?: string ): Promise< void > => {
		setSaving( true );
		try {
			await saveAnswer( answer?.id ?? null, override === undefined ? draft : { ...draft, override } );
			onSaved();
		} catch ( failure ) {
			setProblem( asProblem( failure ) );
			speak( asProblem( failure ).message, 'assertive' );
			setSaving( false );
		}
	};

	const form = useRef< HTMLFormElement >( null );
	useEffect( () => {
		// To where there is something to write.
		form.current?.querySelector< HTMLElement >( asked === '' ? 'input' : 'textarea' )?.focus();
	}, [ asked ] );

	return (
		<form
			ref={ form }
			className="aaia-answer"
			aria-label={ answer === null ? __( 'New answer', 'aaia-chatbot' ) : __( 'Edit the answer', 'aaia-chatbot' ) }
			onSubmit={ ( event ) => {
				event.preventDefault();
				void save();
			} }
		>
			<TextControl
				__next40pxDefaultSize
				label={ __( 'Question, as visitors ask it', 'aaia-chatbot' ) }
				value={ draft.question }
				maxLength={ 500 }
				dir="auto"
				required
				onChange={ ( question ) => setDraft( { ...draft, question } ) }
			/>
			<TextareaControl
				label={ __( 'Answer', 'aaia-chatbot' ) }
				value={ draft.answer }
				rows={ 5 }
				maxLength={ 8000 }
				dir="auto"
				required
				onChange={ ( text ) => setDraft( { ...draft, answer: text } ) }
				help={ __( 'Write whole sentences: without a model, the assistant quotes them word for word.', 'aaia-chatbot' ) }
			/>
			<SelectControl
				__next40pxDefaultSize
				label={ __( 'Language', 'aaia-chatbot' ) }
				value={ draft.language }
				options={ choices.map( ( value ) => ( { value, label: languageName( value ) } ) ) }
				onChange={ ( language ) => setDraft( { ...draft, language } ) }
			/>
			{ problem !== null && spoiled === null && (
				<Notice status="error" spokenMessage="" onRemove={ () => setProblem( null ) }>
					{ problem.message }
				</Notice>
			) }
			{ problem !== null && spoiled !== null && (
				<SpoiledCases
					message={ problem.message }
					cases={ spoiled }
					act={ __( 'Save all the same', 'aaia-chatbot' ) }
					onOverride={ ( reason ) => void save( reason ) }
					onCancel={ () => setProblem( null ) }
				/>
			) }
			<div className="aaia-library__acts">
				<Button __next40pxDefaultSize variant="primary" type="submit" isBusy={ saving } disabled={ saving } accessibleWhenDisabled>
					{ __( 'Save the answer', 'aaia-chatbot' ) }
				</Button>
				<Button __next40pxDefaultSize variant="tertiary" onClick={ onCancel }>
					{ __( 'Cancel', 'aaia-chatbot' ) }
				</Button>
			</div>
		</form>
	);
}
