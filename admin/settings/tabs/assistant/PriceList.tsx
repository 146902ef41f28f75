import { Button, TextControl } from '@wordpress/components';
import { useInstanceId } from '@wordpress/compose';
import { useEffect, useRef, useState } from '@wordpress/element';
import { __, _x, sprintf } from '@wordpress/i18n';
import { closeSmall } from '@wordpress/icons';
import { Help } from '../../fields/Help';
import { useField } from '../../settings-context';
import { linesOf, priceProblems, rowsOf } from './prices';
import type { PriceProblem, PriceRow } from './prices';

/** Prices of models, one a row: name, price of a million input and output tokens. */
export function PriceList() {
	const field = useField( 'model_prices' );
	const model = String( useField( 'model' ).value ).trim();
	const provider = String( useField( 'provider' ).value );
	const currency = String( useField( 'price_currency' ).value );
	const saved = String( field.value );
	const [ rows, setRows ] = useState< PriceRow[] >( () => rowsOf( saved ) );
	const legend = useInstanceId( PriceList, 'aaia-prices' );
	const list = useRef< HTMLDivElement >( null );
	useEffect( () => {
		// Saving and discarding replace the rows; typing here does not.
		setRows( ( before ) => linesOf( before ).join( '\n' ) === saved ? before : rowsOf( saved ) );
	}, [ saved ] );
	const change = ( next: PriceRow[] ): void => {
		setRows( next );
		field.set( linesOf( next ) );
	};
	const add = ( name: string ): void => {
		change( [ ...rows, { model: name, input: '', output: '' } ] );
		window.setTimeout(
			() =>
				[
					...( list.current?.querySelectorAll< HTMLInputElement >( name === '' ? '.aaia-prices__model input' : '.aaia-prices__input input' ) ??
						[] ),
				]
					.at( -1 )
					?.focus(),
			0
		);
	};
	const missing =
		provider !== 'builtin' && model !== '' && ! rows.some( ( row ) => row.model.trim().toLowerCase() === model.toLowerCase() );
	return (
		<div id={ field.id } className="aaia-field" role="group" aria-labelledby={ legend } aria-describedby={ `${ legend }-help` }>
			<p id={ legend } className="aaia-prices__legend">
				{
					/* translators: %s: code of a currency, such as EUR. */ sprintf(
						__( 'Model prices, in %s per million tokens', 'aaia-chatbot' ),
						currency
					)
				}
			</p>
			<div ref={ list } className="aaia-prices">
				{ rows.map( ( row, index ) => (
					<Row
						key={ index }
						row={ row }
						refused={ field.error !== '' }
						onChange={ ( changed ) => change( rows.map( ( one, at ) => ( at === index ? changed : one ) ) ) }
						onRemove={ () => change( rows.filter( ( _one, at ) => at !== index ) ) }
					/>
				) ) }
			</div>
			<div className="aaia-prices__buttons">
				{ missing && (
					<Button __next40pxDefaultSize variant="secondary" onClick={ () => add( model ) }>
						{ /* translators: %s: name of a model. */ sprintf( __( 'Add the price of %s', 'aaia-chatbot' ), model ) }
					</Button>
				) }
				<Button __next40pxDefaultSize variant={ missing ? 'tertiary' : 'secondary' } onClick={ () => add( '' ) }>
					{ __( 'Add a model', 'aaia-chatbot' ) }
				</Button>
			</div>
			<p id={ `${ legend }-help` } className="components-base-control__help">
				<Help field={ field } />
			</p>
		</div>
	);
}

interface RowProps {
	row: PriceRow;
	/** After a refused save all errors are shown, also of fields that were not left yet. */
	refused: boolean;
	onChange: ( row: PriceRow ) => void;
	onRemove: () => void;
}

/** One price. The error of a field is shown below it when it loses the focus. */
function Row( { row, refused, onChange, onRemove }: RowProps ) {
	const [ left, setLeft ] = useState< readonly PriceProblem[] >( [] );
	const problems = priceProblems( row );
	const words: Record< PriceProblem, string > = {
		model: __( 'Enter the model’s name, at most 100 characters.', 'aaia-chatbot' ),
		input: __( 'Enter an amount such as 0.15.', 'aaia-chatbot' ),
		output: __( 'Enter an amount such as 0.60.', 'aaia-chatbot' ),
	};
	const facts = ( name: PriceProblem ) => {
		const wrong = problems.includes( name ) && ( refused || left.includes( name ) );
		return {
			__next40pxDefaultSize: true as const,
			value: row[ name ],
			autoComplete: 'off',
			'aria-invalid': wrong,
			help: wrong ? <strong className="aaia-field__error">{ words[ name ] }</strong> : undefined,
			onChange: ( value: string ) => onChange( { ...row, [ name ]: value } ),
			onBlur: () => setLeft( [ ...left, name ] ),
		};
	};
	return (
		<div className="aaia-prices__row">
			<div className="aaia-prices__model">
				<TextControl { ...facts( 'model' ) } label={ __( 'Model', 'aaia-chatbot' ) } spellCheck={ false } dir="auto" />
			</div>
			<div className="aaia-prices__input">
				<TextControl { ...facts( 'input' ) } label={ _x( 'Input', 'tokens', 'aaia-chatbot' ) } inputMode="decimal" />
			</div>
			<div>
				<TextControl { ...facts( 'output' ) } label={ _x( 'Output', 'tokens', 'aaia-chatbot' ) } inputMode="decimal" />
			</div>
			<Button
				__next40pxDefaultSize
				className="aaia-prices__remove"
				icon={ closeSmall }
				label={ /* translators: %s: name of a model. */ sprintf( __( 'Remove the price of %s', 'aaia-chatbot' ), row.model ) }
				onClick={ onRemove }
			/>
		</div>
	);
}
