import { Button, TextControl } from '@wordpress/components';
import { useInstanceId } from '@wordpress/compose';
import { useEffect, useRef, useState } from '@wordpress/element';
import { __, _x, sprintf } from '@wordpress/i18n';
import { closeSmall } from '@wordpress/icons';
import { Help } from '../../fields/Help';
import { useField } from '../../settings-context';
import { linesOf, rowsOf } from './prices';
import type { PriceRow } from './prices';

/** Prices of models, a row each: name, a million tokens read, a million written. */
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
		// What is saved or discarded elsewhere replaces what stands here; what is being typed here does not.
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
		<div id={ field.id } className={ field.error ? 'aaia-field is-wrong' : 'aaia-field' } role="group" aria-labelledby={ legend }>
			<p id={ legend } className="aaia-prices__legend">
				{
					/* translators: %s: code of a currency, such as EUR. */ sprintf(
						__( 'Prices of models, %s for a million tokens', 'aaia-chatbot' ),
						currency
					)
				}
			</p>
			<div ref={ list } className="aaia-prices">
				{ rows.map( ( row, index ) => (
					<Row
						key={ index }
						row={ row }
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
			<p className="components-base-control__help">
				<Help field={ field } />
			</p>
		</div>
	);
}

function Row( { row, onChange, onRemove }: { row: PriceRow; onChange: ( row: PriceRow ) => void; onRemove: () => void } ) {
	return (
		<div className="aaia-prices__row">
			<div className="aaia-prices__model">
				<TextControl
					__next40pxDefaultSize
					label={ __( 'Model', 'aaia-chatbot' ) }
					value={ row.model }
					autoComplete="off"
					spellCheck={ false }
					dir="auto"
					onChange={ ( model ) => onChange( { ...row, model } ) }
				/>
			</div>
			<div className="aaia-prices__input">
				<TextControl
					__next40pxDefaultSize
					label={ _x( 'Read', 'tokens', 'aaia-chatbot' ) }
					value={ row.input }
					inputMode="decimal"
					autoComplete="off"
					onChange={ ( input ) => onChange( { ...row, input } ) }
				/>
			</div>
			<div>
				<TextControl
					__next40pxDefaultSize
					label={ _x( 'Written', 'tokens', 'aaia-chatbot' ) }
					value={ row.output }
					inputMode="decimal"
					autoComplete="off"
					onChange={ ( output ) => onChange( { ...row, output } ) }
				/>
			</div>
			<Button
				__next40pxDefaultSize
				icon={ closeSmall }
				label={ /* translators: %s: name of a model. */ sprintf( __( 'Remove the price of %s', 'aaia-chatbot' ), row.model ) }
				onClick={ onRemove }
			/>
		</div>
	);
}
