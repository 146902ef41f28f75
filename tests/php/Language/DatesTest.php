<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Language;

use Aaia\Chatbot\Language\Dates;
use Aaia\Chatbot\Tests\TestCase;
use PHPUnit\Framework\Attributes\TestWith;

final class DatesTest extends TestCase {

	#[TestWith( [ 'Are you open today?', '2026-11-21' ] )]
	#[TestWith( [ 'vous ouvrez à quelle heure demain ?', '2026-11-22' ] )]
	#[TestWith( [ 'Are you open on 25 December?', '2026-12-25' ] )]
	#[TestWith( [ 'on January 2nd', '2027-01-02' ] )]
	#[TestWith( [ 'Êtes-vous ouverts à Noël ?', '2026-12-25' ] )]
	#[TestWith( [ 'le 14 juillet', '2027-07-14' ] )]
	#[TestWith( [ 'Are you open in August?', null ] )]
	#[TestWith( [ 'When are you open?', null ] )]
	public function test_a_day_is_read_at_its_next_occurrence( string $question, ?string $day ): void {
		self::assertSame( $day, Dates::in_question( $question, new \DateTimeImmutable( '2026-11-21 12:00' ) )?->format( 'Y-m-d' ) );
	}

	#[TestWith( [ 'Closed from 24 December at 4 p.m. to 2 January.', '2026-12-25', true ] )]
	#[TestWith( [ 'Closed from 24 December at 4 p.m. to 2 January.', '2026-12-23', false ] )]
	#[TestWith( [ 'Fermé du 1er au 21 août.', '2026-08-10', true ] )]
	#[TestWith( [ 'Fermé du 1er au 21 août.', '2026-07-31', false ] )]
	#[TestWith( [ 'Fermés les jours fériés.', '2026-07-14', true ] )]
	#[TestWith( [ 'Closed on public holidays.', '2026-07-15', false ] )]
	#[TestWith( [ 'Closed on 3 March.', '2026-03-03', true ] )]
	public function test_a_text_includes_the_days_of_its_periods( string $text, string $day, bool $included ): void {
		self::assertSame( $included, Dates::include( $text, new \DateTimeImmutable( $day ) ) );
	}
}
