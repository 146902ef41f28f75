<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Language;

use Aaia\Chatbot\Language\SentenceSplitter;
use Aaia\Chatbot\Language\TextSegment;
use Aaia\Chatbot\Language\TextSegmentKind;
use Aaia\Chatbot\Tests\TestCase;
use PHPUnit\Framework\Attributes\DataProvider;

final class SentenceSplitterTest extends TestCase {

	/** @return iterable<array{string, list<string>}> */
	public static function texts(): iterable {
		yield [ 'Bonjour. Nous livrons partout.', [ 'Bonjour.', 'Nous livrons partout.' ] ];
		yield [ 'M. Dupont répond. Mme. Durand aussi.', [ 'M. Dupont répond.', 'Mme. Durand aussi.' ] ];
		yield [ 'Il coûte 4.90 euros. Le port est en sus.', [ 'Il coûte 4.90 euros.', 'Le port est en sus.' ] ];
		yield [ 'Write to J. Smith, e.g. Monday. He answers.', [ 'Write to J. Smith, e.g. Monday.', 'He answers.' ] ];
		yield [ 'Vraiment ? Oui ! Absolument…', [ 'Vraiment ?', 'Oui !', 'Absolument…' ] ];
		yield [ 'He said “Yes.” Then he left.', [ 'He said “Yes.”', 'Then he left.' ] ];
		yield [ "Lundi : 9 h - 18 h\nMardi : fermé", [ 'Lundi : 9 h - 18 h', 'Mardi : fermé' ] ];
		yield [ '我们发货。三天到达。', [ '我们发货。', '三天到达。' ] ];
		yield [ '', [] ];
	}

	/** @param list<string> $segments */
	#[DataProvider( 'texts' )]
	public function test_a_text_is_split_into_segments( string $text, array $segments ): void {
		self::assertSame(
			$segments,
			array_map( static fn( TextSegment $segment ): string => $segment->text, SentenceSplitter::segments( $text ) ),
		);
	}

	public function test_titles_and_questions_are_headings_of_what_follows(): void {
		$segments = SentenceSplitter::segments( "Paiement\nNous acceptons les cartes.\nAcceptez-vous les chèques ?\nNon, plus depuis 2023." );

		self::assertSame( TextSegmentKind::Heading, $segments[0]->kind );
		self::assertSame( 'Paiement', $segments[1]->heading );
		self::assertSame( TextSegmentKind::Heading, $segments[2]->kind );
		self::assertSame( 'Acceptez-vous les chèques ?', $segments[3]->heading );
	}

	public function test_no_visible_character_is_lost(): void {
		$text  = "Délais. Sous 48 h (M. Roux l’assure). Et après ?\n- Paris ; Lyon\n\n« Oui. » dit-il. 3. Fin !";
		$shown = implode( '', array_map( static fn( TextSegment $segment ): string => $segment->text, SentenceSplitter::segments( $text ) ) );

		$visible = static fn( string $value ): string => (string) preg_replace( '/[\s-]+/u', '', $value );
		self::assertSame( $visible( $text ), $visible( $shown ) );
	}

	public function test_sentences_end_where_another_begins(): void {
		self::assertSame(
			[ 'Comptez env. 3 jours.', 'M. Dupont répond au 01. 23. 45.', 'Offert “dès 20 €.”', '15 € sinon.', 'Lundi : 9 h' ],
			SentenceSplitter::sentences(
				"Comptez env. 3 jours. M. Dupont répond au 01. 23. 45. Offert “dès 20 €.” 15 € sinon.\n\nLundi : 9 h",
			)
		);
		self::assertSame( [], SentenceSplitter::sentences( " \n" ) );
	}
}
