<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Http\Outgoing;

use Aaia\Chatbot\Http\Outgoing\SecretFilter;
use Aaia\Chatbot\Tests\TestCase;
use PHPUnit\Framework\Attributes\DataProvider;

/** Keys that a server echoes: whole, in pieces or encoded. */
final class SecretFilterTest extends TestCase {

	private const KEY = 'sk-proj-a7Xk29QmZtL04vBnRw8sYc3D';

	/** @return iterable<string, array{0: string, 1?: string}> A way, and the part of it that is the key where there is more. */
	public static function ways_to_repeat_a_key(): iterable {
		$key = self::KEY;
		yield 'whole' => [ $key ];
		yield 'in capitals' => [ strtoupper( $key ) ];
		yield 'with spaces' => [ implode( ' ', str_split( $key ) ) ];
		yield 'in groups' => [ implode( ' - ', str_split( $key, 4 ) ) ];
		yield 'with dots and marks' => [ implode( '", "', str_split( $key, 3 ) ) ];
		yield 'with invisible characters' => [ implode( "\u{200B}", str_split( $key ) ) ];
		yield 'a letter a line' => [ implode( "\n", str_split( $key ) ) ];
		yield 'its beginning' => [ substr( $key, 0, 12 ) ];
		yield 'its end' => [ substr( $key, -9 ) ];
		yield 'its middle' => [ substr( $key, 9, 10 ) ];
		yield 'masked in the middle' => [ substr( $key, 0, 14 ) . '********' . substr( $key, -8 ) ];
		yield 'turned round' => [ strrev( $key ) ];
		yield 'in base64' => [ base64_encode( $key ) ];
		yield 'in base64 behind one letter' => [ base64_encode( 'x' . $key ) ];
		yield 'in base64 with its header' => [
			base64_encode( 'Authorization: Bearer ' . $key ),
			substr( base64_encode( 'Authorization: Bearer ' . $key ), 32 ),
		];
		yield 'in base64 for URLs' => [ strtr( base64_encode( 'zz' . $key ), '+/', '-_' ) ];
		yield 'in hexadecimal digits' => [ bin2hex( $key ) ];
		yield 'as bytes' => [ implode( ' ', str_split( bin2hex( $key ), 2 ) ) ];
		yield 'escaped for a URL' => [ '%' . implode( '%', str_split( strtoupper( bin2hex( $key ) ), 2 ) ) ];
		yield 'with its dashes escaped' => [ str_replace( '-', '%2D', $key ) ];
		yield 'escaped in JSON' => [ '\\u00' . implode( '\\u00', str_split( bin2hex( $key ), 2 ) ) ];
	}

	#[DataProvider( 'ways_to_repeat_a_key' )]
	public function test_a_key_is_taken_out_however_it_is_cut_into_pieces( string $repeated, string $key = '' ): void {
		$text = 'Your key is ' . $repeated . ', good bye.';
		foreach ( [ 1, 2, 3, 5, 7, 1000 ] as $size ) {
			$filter = new SecretFilter( [ self::KEY ] );
			$shown  = '';
			foreach ( str_split( $text, $size ) as $piece ) {
				$shown .= $filter->push( $piece );
				self::assert_nothing_of( '' === $key ? $repeated : $key, $shown );
			}
			$shown .= $filter->finish();
			self::assert_nothing_of( '' === $key ? $repeated : $key, $shown );
			self::assertStringStartsWith( 'Your key is ', $shown );
			self::assertStringEndsWith( ', good bye.', $shown );
		}
	}

	public function test_other_text_comes_out_as_it_went_in(): void {
		$text = 'Nous livrons à Liège — 4,90 € 🚚. Keys begin with sk-proj. Réponse : 0123 456 789, a7X, BnRw8s, RwRw. '
			. str_repeat( 'sk-', 50 ) . ' fin';
		foreach ( [ 1, 4, 1000 ] as $size ) {
			$filter = new SecretFilter( [ self::KEY ] );
			$shown  = implode( '', array_map( $filter->push( ... ), mb_str_split( $text, $size ) ) ) . $filter->finish();
			self::assertSame( $text, $shown );
		}
	}

	public function test_pieces_are_whole_characters(): void {
		$filter = new SecretFilter( [ self::KEY ] );
		foreach ( mb_str_split( 'à s é k ü s—k 🚚 sk-proj-a7X é ' . self::KEY . ' é', 1 ) as $piece ) {
			self::assertTrue( mb_check_encoding( $filter->push( $piece ), 'UTF-8' ) );
		}
	}

	public function test_no_more_is_held_back_than_may_be_of_a_key(): void {
		$filter = new SecretFilter( [ self::KEY ] );
		self::assertSame( 'An answer about bicycle', $filter->push( 'An answer about bicycles' ) );
		self::assertSame( 's, and m', $filter->push( ', and mor' ), 'Turned round the key holds “jorp”.' );
		self::assertSame( 'or', $filter->finish() );
	}

	public function test_what_people_type_where_a_server_wants_no_key_stays_in_answers(): void {
		foreach ( [ 'ollama', 'not-needed', 'sk-no-key-required', 'lm-studio', 'mock' ] as $key ) {
			$text = "This is not needed and required by $key, LM Studio.";
			self::assertSame( $text, ( new SecretFilter( [ $key ] ) )->cleaned( $text ) );
		}
	}

	/** Asserts that no eight consecutive letters and digits of the key are left. */
	private static function assert_nothing_of( string $repeated, string $shown ): void {
		$plain = static fn( string $text ): string => strtolower( (string) preg_replace( '/[^A-Za-z0-9]+/', '', $text ) );
		$left  = $plain( $shown );
		$all   = $plain( $repeated );
		for ( $at = 0; $at + 8 <= strlen( $all ); $at++ ) {
			self::assertStringNotContainsString( substr( $all, $at, 8 ), $left );
		}
	}
}
