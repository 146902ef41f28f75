import { Button, CheckboxControl, Notice, SelectControl, TextControl, TextareaControl } from '@wordpress/components';
import { useEffect, useState } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import { asProblem } from '../../data/api';
import { beginRun, cancelRun, estimateRun } from '../../data/tests';
import type { BeginTestsBody, TestEstimate, TestRun, TestRuns } from '../../../src/wire/wire';
import { cases, money, runTitle } from './words';

/** What a run tries. */
type Tried = 'now' | 'builtin' | 'model' | 'instructions' | 'draft';

/** Pause in typing after which the cost is estimated. Milliseconds. */
const PAUSE = 400;

interface Form {
	tried: Tried;
	model: string;
	instructions: string;
	question: string;
	answer: string;
	cap: string;
	judge: boolean;
}

const EMPTY: Form = { tried: 'now', model: '', instructions: '', question: '', answer: '', cap: '', judge: false };

function bodyOf( form: Form ): BeginTestsBody {
	switch ( form.tried ) {
		case 'now': return {};
		case 'builtin': return { builtin: true };
		case 'model': return { model: form.model };
		case 'instructions': return { system_instructions: form.instructions };
		case 'draft': return { draft: { question: form.question, answer: form.answer } };
	}
}

function isWhole( form: Form ): boolean {
	return {
		now: true,
		builtin: true,
		model: form.model.trim() !== '',
		instructions: form.instructions.trim() !== '',
		draft: form.question.trim() !== '' && form.answer.trim() !== '',
	}[ form.tried ];
}

/** Starts a run, or shows the one that goes on. */
export function RunBox( { runs, onChange }: { runs: TestRuns; onChange: () => void } ) {
	return runs.live ? <LiveRun run={ runs.live } onChange={ onChange } /> : <StartRun runs={ runs } onChange={ onChange } />;
}

function LiveRun( { run, onChange }: { run: TestRun; onChange: () => void } ) {
	const done = run.total - run.counts.waiting;
	return (
		<section className="aaia-bench__box" aria-label={ __( 'Run', 'aaia-chatbot' ) }>
			<label className="aaia-bench__progress">
				{
					/* translators: 1: who answers, 2: number of cases done, 3: number of cases. */
					sprintf( __( '%1$s: %2$d of %3$d done', 'aaia-chatbot' ), runTitle( run ), done, run.total )
				}
				<progress max={ run.total } value={ done } />
			</label>
			<Button __next40pxDefaultSize variant="secondary" onClick={ () => void cancelRun( run.id ).then( onChange, onChange ) }>
				{ __( 'Cancel', 'aaia-chatbot' ) }
			</Button>
		</section>
	);
}

function StartRun( { runs, onChange }: { runs: TestRuns; onChange: () => void } ) {
	const [ form, setForm ] = useState( EMPTY );
	const [ problem, setProblem ] = useState( '' );
	const [ starting, setStarting ] = useState( false );
	const set = ( change: Partial< Form > ): void => setForm( ( before ) => ( { ...before, ...change } ) );
	const whole = isWhole( form );
	const estimate = useEstimate( form, whole );
	const paid = estimate !== null && ! estimate.free && estimate.model !== 'builtin';
	const model = runs.model === 'builtin' ? __( 'Built-in assistant', 'aaia-chatbot' ) : runs.model;

	const start = async (): Promise< void > => {
		setStarting( true );
		setProblem( '' );
		try {
			// A model without a price is capped by what was estimated for it.
			const cap = ! paid ? {} : form.cap !== '' ? { cap: form.cap } : { cap_tokens: Math.ceil( ( estimate?.tokens ?? 0 ) * 1.5 ) };
			await beginRun( { ...bodyOf( form ), ...cap, ...( form.judge ? { judge: true } : {} ) } );
			onChange();
		} catch ( failure ) {
			setProblem( asProblem( failure ).message );
		}
		setStarting( false );
	};

	return (
		<form
			className="aaia-bench__box"
			aria-label={ __( 'Run', 'aaia-chatbot' ) }
			onSubmit={ ( event ) => {
				event.preventDefault();
				void start();
			} }
		>
			<div className="aaia-bench__start">
				<SelectControl
					__next40pxDefaultSize
					label={ __( 'Run the cases with', 'aaia-chatbot' ) }
					value={ form.tried }
					options={ [
						/* translators: %s: name of a model. */
						{ value: 'now', label: sprintf( __( 'The assistant as visitors have it (%s)', 'aaia-chatbot' ), model ) },
						...( runs.model === 'builtin' ? [] : [ { value: 'builtin', label: __( 'Built-in assistant', 'aaia-chatbot' ) } ] ),
						...( runs.model === 'builtin' ? [] : [ { value: 'model', label: __( 'Another model', 'aaia-chatbot' ) } ] ),
						...( runs.model === 'builtin' ? [] : [ { value: 'instructions', label: __( 'Other instructions', 'aaia-chatbot' ) } ] ),
						{ value: 'draft', label: __( 'An answer that is not published yet', 'aaia-chatbot' ) },
					] }
					onChange={ ( tried ) => set( { tried: tried as Tried } ) }
				/>
				<Button
					__next40pxDefaultSize
					variant="primary"
					type="submit"
					isBusy={ starting }
					disabled={ starting || ! whole }
					accessibleWhenDisabled
				>
					{ __( 'Run', 'aaia-chatbot' ) }
				</Button>
			</div>
			{ form.tried === 'model' && (
				<TextControl
					__next40pxDefaultSize
					label={ __( 'Name of the model', 'aaia-chatbot' ) }
					value={ form.model }
					maxLength={ 200 }
					onChange={ ( value ) => set( { model: value } ) }
				/>
			) }
			{ form.tried === 'instructions' && (
				<TextareaControl
					label={ __( 'Instructions to try', 'aaia-chatbot' ) }
					value={ form.instructions }
					rows={ 6 }
					maxLength={ 8000 }
					onChange={ ( instructions ) => set( { instructions } ) }
				/>
			) }
			{ form.tried === 'draft' && (
				<>
					<TextControl
						__next40pxDefaultSize
						label={ __( 'Question, as visitors ask it', 'aaia-chatbot' ) }
						value={ form.question }
						maxLength={ 500 }
						dir="auto"
						onChange={ ( question ) => set( { question } ) }
					/>
					<TextareaControl
						label={ __( 'Answer', 'aaia-chatbot' ) }
						value={ form.answer }
						rows={ 4 }
						maxLength={ 8000 }
						dir="auto"
						help={ __( 'Tried with the built-in assistant. Nothing is published.', 'aaia-chatbot' ) }
						onChange={ ( answer ) => set( { answer } ) }
					/>
				</>
			) }
			{ estimate && paid && <Cost estimate={ estimate } cap={ form.cap } onCap={ ( cap ) => set( { cap } ) } /> }
			{ runs.judge && form.tried !== 'draft' && (
				<CheckboxControl
					label={ __( 'Also ask the model for its opinion on answers with a reference', 'aaia-chatbot' ) }
					help={ __( 'It is shown beside the verdict and never changes it. Each opinion is one more request to the model.', 'aaia-chatbot' ) }
					checked={ form.judge }
					onChange={ ( judge ) => set( { judge } ) }
				/>
			) }
			{ problem !== '' && (
				<Notice status="error" onRemove={ () => setProblem( '' ) }>
					{ problem }
				</Notice>
			) }
		</form>
	);
}

function Cost( { estimate, cap, onCap }: { estimate: TestEstimate; cap: string; onCap: ( cap: string ) => void } ) {
	const tokens = estimate.tokens.toLocaleString();
	return (
		<div className="aaia-bench__cost">
			<p>
				{ estimate.micro === null
					? sprintf(
						/* translators: 1: number of cases, 2: number of tokens. */
						__( '%1$s, about %2$s tokens. This model has no price in the settings, so the run stops at 1.5 times as many tokens.', 'aaia-chatbot' ),
						cases( estimate.cases ),
						tokens
					)
					: sprintf(
						/* translators: 1: number of cases, 2: an amount of money, 3: number of tokens. */
						__( '%1$s, about %2$s (%3$s tokens).', 'aaia-chatbot' ),
						cases( estimate.cases ),
						money( estimate.micro, estimate.currency ),
						tokens
					) }{ ' ' }
				{ estimate.measured
					? __( 'Based on what its answers have cost so far.', 'aaia-chatbot' )
					: __( 'A rough estimate: it has answered too few questions so far.', 'aaia-chatbot' ) }
			</p>
			{ estimate.micro !== null && (
				<TextControl
					__next40pxDefaultSize
					/* translators: %s: a currency such as EUR. */
					label={ sprintf( __( 'Stop at (%s)', 'aaia-chatbot' ), estimate.currency ) }
					value={ cap }
					inputMode="decimal"
					required
					onChange={ onCap }
				/>
			) }
		</div>
	);
}

/** What the run would cost, estimated anew after a pause in typing; null until it is known. */
function useEstimate( form: Form, whole: boolean ): TestEstimate | null {
	const [ estimate, setEstimate ] = useState< TestEstimate | null >( null );
	const body = JSON.stringify( bodyOf( form ) );
	useEffect( () => {
		let wanted = true;
		const timer = whole
			? setTimeout( () => void estimateRun( JSON.parse( body ) ).then( ( found ) => wanted && setEstimate( found ), () => {} ), PAUSE )
			: undefined;
		return () => {
			wanted = false;
			clearTimeout( timer );
		};
	}, [ body, whole ] );
	return estimate;
}
