<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Assistant;

use Aaia\Chatbot\Assistant\FrustrationDetector;
use Aaia\Chatbot\Assistant\FrustrationSignal;
use Aaia\Chatbot\Llm\ChatMessage;
use PHPUnit\Framework\Attributes\DataProvider;
use PHPUnit\Framework\Attributes\Group;
use PHPUnit\Framework\TestCase;

/** Signals that a visitor is frustrated or confused. */
final class FrustrationDetectorTest extends TestCase {

	#[DataProvider( 'frustrated' )]
	public function test_frustration_is_detected( FrustrationSignal $sign, string ...$said ): void {
		self::assertSame( $sign, $this->sign( ...$said ) );
	}

	/** @return iterable<string, list<FrustrationSignal|string>> The sign and what the visitor wrote, oldest first. */
	public static function frustrated(): iterable {
		yield 'swearing, French' => [ FrustrationSignal::Words, 'Putain, ça ne marche toujours pas' ];
		yield 'swearing, English' => [ FrustrationSignal::Words, 'What the fuck is wrong with this shop' ];
		yield 'words, French' => [ FrustrationSignal::Words, 'Vous ne servez à rien' ];
		yield 'words, English' => [ FrustrationSignal::Words, 'This is useless, you are not helping' ];
		yield 'the same words' => [ FrustrationSignal::Repeated, 'Où est mon colis ?', 'Où est mon colis ?' ];
		yield 'the same after another question' => [
			FrustrationSignal::Repeated,
			'Where is my parcel?',
			'Do you ship to Spain?',
			'where is my parcel',
		];
		yield 'other order and little words' => [
			FrustrationSignal::Repeated,
			'Quels sont les délais de livraison ?',
			'et la livraison, c’est quoi les délais',
		];
		yield 'mistyped' => [ FrustrationSignal::Repeated, 'How long does the delivery take?', 'how long does the delivrey take' ];
		yield 'inflected' => [ FrustrationSignal::Repeated, 'Can I return opened products?', 'can i return an opened product' ];
		yield 'capitals, French' => [ FrustrationSignal::Shouting, 'JE VEUX SAVOIR OÙ EST LA FACTURE' ];
		yield 'capitals, English' => [ FrustrationSignal::Shouting, 'WHERE IS THE INVOICE OF MARCH' ];
		yield 'rows of marks' => [ FrustrationSignal::Shouting, 'Where is the invoice???!' ];
	}

	#[DataProvider( 'calm' )]
	public function test_ordinary_messages_are_not_taken_for_frustration( string ...$said ): void {
		self::assertNull( $this->sign( ...$said ) );
	}

	/** @return iterable<string, list<string>> What the visitor wrote, oldest first. */
	public static function calm(): iterable {
		yield 'a question' => [ 'Où est mon colis ?' ];
		yield 'another day' => [ 'Are you open on Monday?', 'Are you open on Tuesday?' ];
		yield 'un autre jour' => [ 'Êtes-vous ouverts le lundi ?', 'Êtes-vous ouverts le mardi ?' ];
		yield 'another size' => [ 'Do you have the boots in size 38?', 'Do you have the boots in size 39?' ];
		yield 'another product' => [ 'How much is the red lamp?', 'How much is the green lamp?' ];
		yield 'a follow-up' => [ 'What are your opening hours?', 'And on holidays?' ];
		yield 'more details' => [ 'Do you deliver?', 'Do you deliver to Belgium on Saturdays?' ];
		yield 'thanks, loudly' => [ 'MERCI BEAUCOUP À TOUS !!!' ];
		yield 'a short yes again' => [ 'ok', 'ok' ];
		yield 'an abbreviation' => [ 'SNCF' ];
		yield 'a product code' => [ 'XR-2000 PRO MAX' ];
		yield 'one mark too many' => [ 'Is it open today??' ];
		yield 'empty' => [ '' ];
		yield 'not text' => [ "\xff\xfe\x00", "\xff\xfe\x00" ];
	}

	public function test_two_refusals_in_a_row_count_and_one_or_an_older_pair_does_not(): void {
		$known    = new ChatMessage( 'assistant', 'From 9 to 5.' );
		$refused  = new ChatMessage( 'assistant', 'I do not know.', true );
		$asks     = static fn( string $text ): ChatMessage => new ChatMessage( 'user', $text );
		$detector = new FrustrationDetector();

		self::assertSame(
			FrustrationSignal::Refusals,
			$detector->detect( 'And gift cards?', [ $asks( 'Bikes?' ), $refused, $asks( 'Cars?' ), $refused ] ),
		);
		self::assertNull( $detector->detect( 'And gift cards?', [ $asks( 'Bikes?' ), $refused ] ) );
		self::assertNull( $detector->detect(
			'And gift cards?',
			[ $asks( 'Bikes?' ), $refused, $asks( 'Cars?' ), $refused, $asks( 'Hours?' ), $known ],
		) );
		self::assertNull( $detector->detect( 'Thank you, goodbye', [ $asks( 'Bikes?' ), $refused, $asks( 'Cars?' ), $refused ] ) );
	}

	#[Group( 'hostile' )]
	public function test_the_longest_messages_are_handled_like_others(): void {
		$long    = static fn( int $seed ): string => implode(
			' ',
			array_map( static fn( int $n ): string => 'word' . ( $n * $seed % 997 ) . chr( 97 + $n % 26 ), range( 1, 450 ) ),
		);
		$history = array_map( static fn( int $n ): ChatMessage => new ChatMessage( 'user', $long( $n ) ), range( 2, 7 ) );

		self::assertNull( ( new FrustrationDetector() )->detect( $long( 8 ), $history ) );
		self::assertSame( PREG_NO_ERROR, preg_last_error() );
	}

	private function sign( string ...$said ): ?FrustrationSignal {
		$newest  = (string) array_pop( $said );
		$history = [];
		foreach ( $said as $text ) {
			$history[] = new ChatMessage( 'user', $text );
			$history[] = new ChatMessage( 'assistant', 'An answer.' );
		}
		return ( new FrustrationDetector() )->detect( $newest, $history );
	}
}
