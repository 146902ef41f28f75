<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Content\Text\Pdf;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Content\Text\ReadingBudget;

/**
 * Parses the drawing instructions of a page (ISO 32000-1, 7.8.2).
 *
 * Takes linear time; skips malformed parts.
 */
final class ContentStream {

	/** Maximum operands of an instruction, and members of an array. */
	private const OPERANDS = 20_000;

	/**
	 * Matches white space, then a number, name, hexadecimal string, delimiter, comment or operator. Strings in parentheses are read by
	 * string().
	 */
	private const TOKEN = '~\G[\s\0]*+(?:(?<number>[+-]*+(?:\d++\.?+\d*+|\.\d++)(?![^\s\0/\[\]<>(){}%]))|'
		. '(?<name>/[^\s\0/\[\]<>(){}%]*+)|<(?<hex>[0-9A-Fa-f\s]*+)>|(?<sign><<|>>|[\[\](){}<>])|(?<comment>%[^\r\n]*+)|'
		. '(?<operator>[^\s\0/\[\]<>(){}%]++))~';

	private int $at = 0;

	public function __construct(
		private readonly string $bytes,
		private readonly ReadingBudget $budget,
	) {}

	/**
	 * Yields the operands of each instruction by its operator. Operands are numbers, names (with slash), strings as `[bytes]`, and arrays
	 * of these.
	 *
	 * @return \Generator<string, list<mixed>>
	 *
	 * @throws \Aaia\Chatbot\Content\Text\ReadingFailed When the budget is spent.
	 */
	public function instructions(): \Generator {
		$operands = [];
		$array    = null;
		while ( 1 === preg_match( self::TOKEN, $this->bytes, $token, PREG_UNMATCHED_AS_NULL, $this->at ) ) {
			$this->at += strlen( $token[0] );
			$this->budget->step();
			if ( null !== ( $token['operator'] ?? null ) ) {
				yield $token['operator'] => $operands;
				$operands = [];
				$array    = null;
				if ( 'ID' === $token['operator'] ) {
					$this->skip_image();
				}
				continue;
			}
			if ( '[' === ( $token['sign'] ?? null ) ) {
				$array = [];
			} elseif ( ']' === ( $token['sign'] ?? null ) ) {
				$operands[] = $array ?? [];
				$array      = null;
			} else {
				$value = $this->value( $token );
				if ( null !== $value && null !== $array && count( $array ) < self::OPERANDS ) {
					$array[] = $value;
				} elseif ( null !== $value && null === $array && count( $operands ) < self::OPERANDS ) {
					$operands[] = $value;
				}
			}
		}
	}

	/**
	 * @param array<array-key, ?string> $token
	 *
	 * @return float|string|array{string}|null
	 */
	private function value( array $token ): float|string|array|null {
		return match ( true ) {
			isset( $token['number'] )              => (float) $token['number'],
			isset( $token['name'] )                => $token['name'],
			isset( $token['hex'] )                 => [ $this->from_hexadecimal( $token['hex'] ) ],
			'(' === ( $token['sign'] ?? null )     => [ $this->string() ],
			default                                => null,
		};
	}

	private function from_hexadecimal( string $digits ): string {
		$digits = (string) preg_replace( '/\s+/', '', $digits );
		return (string) hex2bin( $digits . ( 1 === strlen( $digits ) % 2 ? '0' : '' ) );
	}

	/** Reads the string after an opening parenthesis. Parentheses inside are balanced or escaped. */
	private function string(): string {
		$start = $this->at;
		$depth = 1;
		$end   = strlen( $this->bytes );
		while ( $depth > 0 && $this->at < $end ) {
			$this->at += strcspn( $this->bytes, '()\\', $this->at );
			$sign      = $this->bytes[ $this->at ] ?? '';
			$depth    += '(' === $sign ? 1 : ( ')' === $sign ? -1 : 0 );
			$this->at += '\\' === $sign ? 2 : 1;
		}
		$raw = substr( $this->bytes, $start, max( 0, $this->at - 1 - $start ) );
		return ! str_contains( $raw, '\\' ) ? $raw : (string) preg_replace_callback(
			'/\\\\([0-7]{1,3}|\r\n|.)/s',
			static fn( array $found ): string => match ( true ) {
				ctype_digit( $found[1] ) => chr( (int) octdec( $found[1] ) & 0xFF ),
				default                  => [
					'n' => "\n",
					'r' => "\r",
					't' => "\t",
					'b' => "\x08",
					'f' => "\f",
					"\n" => '',
					"\r" => '',
					"\r\n" => '',
				][ $found[1] ] ?? $found[1],
			},
			$raw
		);
	}

	/** Skips the bytes of an inline image. */
	private function skip_image(): void {
		$this->at = 1 === preg_match( '/\sEI(?=\s|$)/', $this->bytes, $end, PREG_OFFSET_CAPTURE, $this->at )
			? $end[0][1] + 3
			: strlen( $this->bytes );
	}
}
