<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Health;

use Aaia\Chatbot\Content\Chunk;
use Aaia\Chatbot\Health\Expiry;
use Aaia\Chatbot\Health\ExpiryFinder;
use PHPUnit\Framework\Attributes\DataProvider;

/** Expiry dates stated on pages. */
final class ExpiryFinderTest extends HealthTestCase {

	/** @return list<string> Days found in a text of a page last changed on 10 January 2026. */
	private function days( string $text, string $language ): array {
		return array_map(
			static fn( Expiry $expiry ): string => $expiry->date,
			ExpiryFinder::find( [ new Chunk( [], '', $text ) ], $language, new \DateTimeImmutable( '2026-01-10' ) ),
		);
	}

	/** @return array<string, array{string, string, string}> */
	public static function texts_that_expire(): array {
		return [
			'valable jusqu’au'                  => [ 'Offre valable jusqu’au 31 mars 2025.', 'fr', '2025-03-31' ],
			'valable du ... au ...'             => [ 'Offre valable du 3 au 15 mars 2025 inclus.', 'fr', '2025-03-15' ],
			'a weekday before the date'         => [ 'Promotion jusqu’au dimanche 5 octobre 2025.', 'fr', '2025-10-05' ],
			'date limite'                       => [ 'Date limite d’inscription : 12/04/2025', 'fr', '2025-04-12' ],
			'prend fin le'                      => [ 'Le tarif réduit prend fin le 1er février 2026.', 'fr', '2026-02-01' ],
			'expire le'                         => [ 'Le code BIENVENUE expire le 30.06.2025.', 'fr', '2025-06-30' ],
			'avant le'                          => [ 'Inscriptions avant le 3 mai 2025.', 'fr', '2025-05-03' ],
			'a month only'                      => [ 'Tarifs en vigueur jusqu’en février 2025.', 'fr', '2025-02-28' ],
			'no year: the next one after the page changed' => [ 'Soldes jusqu’au 4 février.', 'fr', '2026-02-04' ],
			'no year: next year'                => [ 'Offre valable jusqu’au 5 janvier.', 'fr', '2027-01-05' ],
			'until'                             => [ 'The offer is valid until 3 May 2024.', 'en', '2024-05-03' ],
			'expires on'                        => [ 'Your voucher expires on December 24, 2025.', 'en', '2025-12-24' ],
			'from ... to ...'                   => [ 'Sale from 2 to 9 January 2026.', 'en', '2026-01-09' ],
			'a deadline'                        => [ 'The deadline for applications is 1 March 2026.', 'en', '2026-03-01' ],
			'register by'                       => [ 'Register by 14 February 2026.', 'en', '2026-02-14' ],
			'figures that may be read two ways' => [ 'Offer valid until 03/04/2025.', 'en', '2025-04-03' ],
			'ISO'                               => [ 'Valid through 2025-08-31.', 'en', '2025-08-31' ],
		];
	}

	#[DataProvider( 'texts_that_expire' )]
	public function test_expiry_dates_are_found( string $text, string $language, string $day ): void {
		self::assertSame( [ $day ], $this->days( $text, $language ) );
	}

	/** @return array<string, array{string, string}> */
	public static function texts_that_do_not(): array {
		return [
			'a story'                       => [ 'Il régna jusqu’au 3 mai 1789.', 'fr' ],
			'a story of late'               => [ 'L’offre était valable jusqu’au 3 mai 2024.', 'fr' ],
			'a beginning'                   => [ 'Offre valable à partir du 3 mai 2024.', 'fr' ],
			'a beginning in English'        => [ 'The offer is valid from 3 May 2024.', 'en' ],
			'every year'                    => [ 'Le parc est ouvert chaque année jusqu’au 31 octobre 2024.', 'fr' ],
			'a season without a year'       => [ 'Ouvert du 1er avril au 31 octobre.', 'fr' ],
			'a date that ends nothing'      => [ 'Publié le 3 mai 2024, prix compris.', 'fr' ],
			'no date at all'                => [ 'Offre valable jusqu’au bout.', 'fr' ],
			'a clock'                       => [ 'Ouvert jusqu’à 18 h, prix 3 €.', 'fr' ],
			'which ones are meant'          => [ 'Offres de crédit émises avant le 1er juillet 2024.', 'fr' ],
			'which ones, in English'        => [ 'Vouchers bought before 1 July 2024 count double, those issued before 2 July 2024 too.', 'en' ],
			'keeping data'                  => [ 'Les inscriptions sont conservées jusqu’au 3 mai 2024.', 'fr' ],
			'somebody’s life'               => [ 'She was available until 3 May 2024.', 'en' ],
			'a day that does not exist'     => [ 'Valid until 45/45/2024.', 'en' ],
		];
	}

	#[DataProvider( 'texts_that_do_not' )]
	public function test_other_dates_are_skipped( string $text, string $language ): void {
		self::assertSame( [], $this->days( $text, $language ) );
	}

	public function test_a_page_is_reported_on_the_day_after_its_last_valid_day(): void {
		$this->know( 'offer', 'Offre valable jusqu’au 12 mars 2026.', 'Offre', 'fr' );
		$this->check();
		self::assertSame( [], $this->told() );
		$this->now = new \DateTimeImmutable( '2026-03-12 22:30:00', wp_timezone() );
		$this->check();
		self::assertSame( [], $this->told() );
		$this->now = new \DateTimeImmutable( '2026-03-13 00:30:00', wp_timezone() );
		$this->check();
		self::assertSame( [ 'expired offer: 12 mars 2026' ], $this->told() );
		$this->know( 'offer', 'Offre valable jusqu’au 12 mars 2027.', 'Offre', 'fr' );
		$this->check();
		self::assertSame( [], $this->told() );
	}
}
