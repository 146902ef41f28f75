<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Llm\Builtin;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Language\GenericWords;
use Aaia\Chatbot\Language\StopWords;
use Aaia\Chatbot\Language\TextFolder;
use Aaia\Chatbot\Language\Tokenizer;

/**
 * Splits a message of two questions into its parts ("How much is it and how long does it take?"), each with the subject that it leaves
 * out.
 *
 * Only where what follows "and" or a question mark begins like a question of its own; a list of two things is one question.
 */
final class QuestionParts {

	/** Most parts that are answered. */
	private const MOST = 3;

	/** Beginnings of a question, folded: after "and", and after the end of another one. */
	private const ASKS = '(?:(?:a|to|in|for|at|on|by|since|until|from|de|en|pour|sous|dans|depuis|jusqu.a|avec|par|des) )?(?:how|what|'
		. 'when|where|who|whom|which|why|'
		. 'do i|do you|do we|does|did|is it|is there|is the|is a|are there|are they|are the|can i|can you|can we|could i|must i|may i|'
		. 'should i|will|combien|'
		. 'comment|quand|quoi|qui|ou|pourquoi|quels?|quelles?|lesquels|est-ce|est-il|est-elle|sont-ils|sont-elles|faut-il|puis-je|'
		. 'peut-on|dois-je|doit-on|y a-t-il|'
		. 'avez-vous|faites-vous|prenez-vous|proposez-vous|(?:celle|celui|celles|ceux) (?:de|du|des|d.|pour|en|le)|(?:the ones?|that|those) (?:of|for|on|in))\b';

	/** Beginnings of a further part that asks the same of another thing, folded. */
	private const ANOTHER = '/^(?:celle|celui|celles|ceux|the ones?|that|those)\b/';

	/** Words of a question that ask and name no subject, beside stop words. */
	private const ASKING = '/^(?:much|long|many|far|often|soon|old|big|cost\w*|coute\w*|cout|price\w*|prix|tarifs?|temps|duree|'
		. 'dure\w*|delais?|heures?|hours?|last\w*|take\w*|'
		. 'address|adresse|telephone|phone|e|mail|email|number|numero|begin\w*|start\w*|commence\w*|end\w*|open\w*|close\w*|year|annee|'
		. 'date|day|days|jours?|weeks?|semaines?|charges?|fees?|extra|frais|supplements?|surcharge|majoration|deposit|caution)$/';

	/**
	 * @param string $text    The part with the subject it leaves out, to be analyzed.
	 * @param string $asked   The part as asked, to be named when it is not answered.
	 * @param string $context Words of `text` that are not its own.
	 */
	private function __construct(
		public readonly string $text,
		public readonly string $asked,
		public readonly string $context = '',
	) {}

	/** @return non-empty-list<self> One where the message is one question. */
	public static function of( string $question ): array {
		$pieces = self::pieces( $question );
		if ( count( $pieces ) < 2 || count( $pieces ) > self::MOST ) {
			return [ new self( $question, $question ) ];
		}
		$parts   = [ new self( $pieces[0], $pieces[0] ) ];
		$subject = self::subject( $pieces[0] );
		foreach ( array_slice( $pieces, 1 ) as $piece ) {
			if ( 1 === preg_match( self::ANOTHER, self::same_length( $piece ), $another ) ) {
				$parts[] = new self( self::head( $pieces[0] ) . mb_substr( $piece, strlen( $another[0] ), null, 'UTF-8' ), $piece );
				continue;
			}
			$own     = self::subject( $piece );
			$context = count( $own ) >= 2 ? [] : array_diff( $subject, $own );
			$parts[] = new self( trim( $piece . ' ' . implode( ' ', $context ) ), $piece, implode( ' ', $context ) );
		}
		return $parts;
	}

	/** A question up to the first word that is no stop word: "What is the price" of "What is the price of the tent". */
	private static function head( string $question ): string {
		$first  = StopWords::remove( Tokenizer::words_of_message( $question ) )[0] ?? '';
		$before = '' === $first ? false : strpos( self::same_length( $question ), $first );
		return false === $before ? $question : mb_substr( $question, 0, $before + strlen( $first ), 'UTF-8' );
	}

	/** @return list<string> */
	private static function pieces( string $question ): array {
		$folded = self::same_length( $question );
		$at     = preg_match_all(
			'/(?:[?!.;]+ *(?:and |et |also |aussi )?|,? (?:and|et|&|\+) |, )(?=' . self::ASKS . ')/',
			$folded,
			$found,
			PREG_OFFSET_CAPTURE,
		);
		$pieces = [];
		$from   = 0;
		foreach ( false === $at ? [] : $found[0] as [ $mark, $offset ] ) {
			if ( 1 !== preg_match( '/\b' . self::ASKS . '/', substr( $folded, $from, $offset - $from ) ) ) {
				continue;
			}
			$pieces[] = mb_substr( $question, $from, $offset - $from, 'UTF-8' );
			$from     = $offset + strlen( $mark );
		}
		$pieces[] = mb_substr( $question, $from, null, 'UTF-8' );
		return array_values( array_filter(
			array_map( static fn( string $piece ): string => trim( $piece ), $pieces ),
			static fn( string $piece ): bool => 1 === preg_match( '/\p{L}/u', $piece ),
		) );
	}

	/** The text folded letter by letter, one byte for each character, so that places in it are places in the text. */
	private static function same_length( string $text ): string {
		return implode( '', array_map(
			static function ( string $letter ): string {
				$folded = str_replace( [ '’', "\u{A0}", "\u{202F}" ], [ "'", ' ', ' ' ], TextFolder::fold_letters( $letter ) );
				return 1 === strlen( $folded ) ? $folded : ( '' === $folded ? ' ' : $folded[0] );
			},
			mb_str_split( $text, 1, 'UTF-8' ),
		) );
	}

	/** @return list<string> Folded words that name what a question is about. */
	private static function subject( string $question ): array {
		return array_values( array_filter(
			StopWords::remove( Tokenizer::words_of_message( $question ) ),
			static fn( string $word ): bool => ! GenericWords::contains( $word ) && 1 !== preg_match( self::ASKING, $word ),
		) );
	}
}
