<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Language;

use Aaia\Chatbot\Language\Quantities;
use Aaia\Chatbot\Tests\TestCase;
use PHPUnit\Framework\Attributes\TestWith;

final class QuantitiesTest extends TestCase {

	#[TestWith( [ 'I am 1.70 tall', 'From 1.62 m to 1.75 m take size M.', 1.0 ] )]
	#[TestWith( [ 'je fais 1m70', 'de 1,62 m à 1,75 m la taille M', 1.0 ] )]
	#[TestWith( [ 'je fais 1m80', 'de 1,62 m à 1,75 m la taille M', 0.2 ] )]
	#[TestWith( [ 'for 70 euros', 'Parcels: €4.90, free from €60 of purchase.', 0.9 ] )]
	#[TestWith( [ 'pour 50 €', 'Colis : 4,90 €, offerts dès 60 € d’achat.', 0.9 ] )]
	#[TestWith( [ 'nous sommes 12 personnes', 'Groupes de 8 à 40 personnes.', 1.0 ] )]
	#[TestWith( [ 'a dog of 5 kg', 'The deposit is €300.', 0.0 ] )]
	public function test_a_quantity_is_compared_with_ranges_and_limits( string $question, string $text, float $match ): void {
		self::assertSame( $match, Quantities::in_question( $question )?->match_in( $text ) );
	}

	#[TestWith( [ '5 jours avant', 'Plus de 7 jours avant : tout est rendu.', false ] )]
	#[TestWith( [ '5 jours avant', 'Entre 7 jours et 72 heures avant : la moitié.', true ] )]
	#[TestWith( [ '5 jours avant', 'Moins de 72 heures avant : rien.', false ] )]
	#[TestWith( [ '5 days before', 'You can move it up to 72 hours before the course.', true ] )]
	#[TestWith( [ '24 hours before', 'You can move it up to 72 hours before the course.', false ] )]
	#[TestWith( [ 'half an hour late', 'After 20 minutes of delay nobody is let in.', true ] )]
	#[TestWith( [ 'two weeks before', 'Tell us at least 10 days before.', true ] )]
	#[TestWith( [ 'a 9 metre van', 'Vans longer than 8.50 m go to the field.', true ] )]
	#[TestWith( [ 'our daughter is 8', 'Children under 10 must be with an adult.', true ] )]
	#[TestWith( [ 'our daughter is 12', 'Children under 10 must be with an adult.', false ] )]
	#[TestWith( [ 'for 40 euros', 'Tents last 10 years.', null ] )]
	public function test_a_quantity_is_on_one_side_of_a_limit( string $question, string $text, ?bool $fits ): void {
		self::assertSame( $fits, Quantities::in_question( $question )?->fits( $text ) );
	}

	#[TestWith( [ '1 111 ' ] )]
	#[TestWith( [ 'from 1 to ' ] )]
	#[TestWith( [ 'un an un ' ] )]
	#[TestWith( [ 'she is 9 ' ] )]
	public function test_hostile_text_is_read_without_running_away( string $piece ): void {
		$text = str_repeat( $piece, (int) ceil( 4000 / strlen( $piece ) ) );
		Quantities::without( $text );
		Quantities::in_question( $text );
		Quantities::in_question( 'in 5 days' )?->fits( $text );

		self::assertSame( PREG_NO_ERROR, preg_last_error() );
	}

	public function test_one_lower_limit_is_reached_or_not_and_two_decide_nothing(): void {
		$quantity = Quantities::in_question( 'Is it free for 70 euros?' );

		self::assertTrue( $quantity?->reaches_limit( 'Free from €60 of purchase.' ) );
		self::assertFalse( $quantity->reaches_limit( 'Offert dès 120 €.' ) );
		self::assertNull( $quantity->reaches_limit( 'From €60 in France, from €120 in Belgium.' ) );
		self::assertNull( Quantities::in_question( 'Is it free?' ) );
	}
}
