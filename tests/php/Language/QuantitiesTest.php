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

	public function test_one_lower_limit_is_reached_or_not_and_two_decide_nothing(): void {
		$quantity = Quantities::in_question( 'Is it free for 70 euros?' );

		self::assertTrue( $quantity?->reaches_limit( 'Free from €60 of purchase.' ) );
		self::assertFalse( $quantity->reaches_limit( 'Offert dès 120 €.' ) );
		self::assertNull( $quantity->reaches_limit( 'From €60 in France, from €120 in Belgium.' ) );
		self::assertNull( Quantities::in_question( 'Is it free?' ) );
	}
}
