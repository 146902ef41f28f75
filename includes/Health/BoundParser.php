<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Health;

defined( 'ABSPATH' ) || exit;

/** Recognises words around a value that make it a bound: "from", "up to", "between ... and", "instead of". Pure. */
final class BoundParser {

	private const BEFORE = [
		'range' => '/(?:\bentre|\bbetween)\s+\S*\s*$|[\d€$£] ?(?:à|-|to|et|and|ou|or) ?$|(?:\bplus d[e\']|\bmore than|\bover|\babove|'
			. '\bau-?delà d[e\']|\bau-dessus d[e\']|\bmoins d[e\']|\bless than|\bunder|\bbelow|\b(?:sup|inf)[ée]rieure?s?(?: ou '
			. '[ée]gale?s?)? à|[<>≤≥⩽⩾])\s*$/iu',
		'from'  => '/(?:\bdès|\bà partir d[eu\']|\bfrom|\bstarting(?: at| from)?|\bau moins|\bat least|\bminimum(?: of| de)?|\bà '
			. 'compter d[eu])\s*(?:les?\s|the\s)?:?\s*$/iu',
		'to'    => '/(?:\bjusqu\'(?:à|au|aux)|\bup to|\bmaximum(?: of| de)?|\bmax\.?|\bau plus|\bat most|\buntil|\bby)\s*(?:les?\s|'
			. 'the\s)?:?\s*$/iu',
		'about' => '/(?:\benviron|\babout|\baround|\bapproximately|\bapprox\.?|\bprès de|\bnearly|~|≈)\s*$/iu',
	];

	private const AFTER = [
		'range' => '/^ ?(?:à|-|to) ?\d/iu',
		'from'  => '/^ ?(?:et plus|and (?:more|up|over)|ou plus|or more|minimum|min\b|d\'achat|d\'achats)/iu',
		'to'    => '/^ ?(?:maximum|max\b|at most|au plus|ou moins|or less)/iu',
	];

	/** Conditions, comparisons of prices, examples, reductions and statements about the past: their values hold only in some cases. */
	private const NOT_PLAIN = '/^(?:si\b|s\'il|if\b|exemple|example)|au lieu de|instead of|\bcontre\b|\bsoit\b|\bécono|\bsave[sd]?\b|'
		. '\bsaving|\bremise|\bréduction|\bdiscount|\brabais|\bpar exemple\b|\bfor example\b|\be\.g\.|\bex\. ?:|\bprix barr|'
		. '\bformer(?:ly)?\b|\bwas\b|\bwere\b|\bétai(?:t|ent)\b|\bavai(?:t|ent)\b|\bused to\b|\bancien(?:ne)? (?:prix|tarif|num)|'
		. '\bamende|\bmillions?\b|\bmilliards?\b|\bbillions?\b/iu';

	/** `from`, `to`, `about`, `range`, or empty for a plain value. */
	public static function parse( string $before, string $after ): string {
		foreach ( self::BEFORE as $bound => $pattern ) {
			if ( 1 === preg_match( $pattern, $before ) ) {
				return $bound;
			}
		}
		foreach ( self::AFTER as $bound => $pattern ) {
			if ( 1 === preg_match( $pattern, $after ) ) {
				return $bound;
			}
		}
		return '';
	}

	/** Whether the values of a sentence hold without conditions. */
	public static function has_plain_values( string $sentence ): bool {
		return 1 !== preg_match( self::NOT_PLAIN, $sentence );
	}
}
