<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Health;

use Aaia\Chatbot\Content\ContentService;
use Aaia\Chatbot\Content\DocumentRepository;
use Aaia\Chatbot\Content\Section;
use Aaia\Chatbot\Content\SourceDocument;
use Aaia\Chatbot\Content\Text\Chunker;
use Aaia\Chatbot\Health\CheckHealth;
use Aaia\Chatbot\Health\ClaimExtractor;
use Aaia\Chatbot\Health\ClaimRepository;
use Aaia\Chatbot\Health\ContradictionFinder;
use Aaia\Chatbot\Health\DocumentChecker;
use Aaia\Chatbot\Health\FindingRepository;
use Aaia\Chatbot\Health\KeywordExtractor;
use PHPUnit\Framework\Attributes\DataProvider;
use PHPUnit\Framework\Attributes\Group;

/** Pages that contradict each other, and many that only appear to. */
final class ContradictionFinderTest extends HealthTestCase {

	/** @param array<string, array{string, string, list<array{list<string>, string}>}> $site */
	private function know_site( array $site ): void {
		foreach ( $site as $id => [ $language, $title, $sections ] ) {
			$this->services->get( ContentService::class )->put(
				$this->source,
				new SourceDocument(
					$id,
					$title,
					array_map( static fn( array $section ): Section => new Section( $section[0], '', $section[1] ), $sections ),
					'https://example.com/' . $id,
					$language,
				),
			);
		}
	}

	/**
	 * @param list<array{string, string, string, string, string}> $truth
	 *
	 * @return list<string>
	 */
	private function expected( array $truth ): array {
		$expected = array_map( static function ( array $one ): string {
			$places = [ $one[1] . ': ' . $one[2], $one[3] . ': ' . $one[4] ];
			sort( $places );
			return $one[0] . ' ' . implode( ' / ', $places );
		}, $truth );
		sort( $expected );
		return $expected;
	}

	public function test_on_the_development_site_all_but_one_contradiction_and_nothing_else_is_found(): void {
		$this->know_site( SmallSite::TUNED );
		$this->check();
		$missed = [ 'price fr-corail: 1 150 € / fr-velos: 1 090 €' ];
		self::assertSame( array_values( array_diff( $this->expected( SmallSite::TUNED_TRUE ), $missed ) ), $this->told( 'contradiction' ) );
	}

	public function test_on_a_second_site_most_contradictions_and_nothing_else_are_found(): void {
		$this->know_site( SmallSite::HELD );
		$this->check();
		$told = $this->told( 'contradiction' );
		self::assertSame( [], array_values( array_diff( $told, $this->expected( SmallSite::HELD_TRUE ) ) ) );
		self::assertGreaterThanOrEqual( 12, count( $told ) );
	}

	public function test_on_a_third_site_most_contradictions_and_nothing_else_are_found(): void {
		$this->know_site( SmallSite::FRESH );
		$this->check();
		$told = $this->told( 'contradiction' );
		self::assertSame( [], array_values( array_diff( $told, $this->expected( SmallSite::FRESH_TRUE ) ) ) );
		self::assertGreaterThanOrEqual( 8, count( $told ) );
	}

	public function test_a_contradiction_disappears_when_either_page_is_corrected(): void {
		$this->know( 'delivery', 'Standard delivery costs £5.', 'Delivery', 'en' );
		$this->know( 'faq', 'Standard delivery costs £6.', 'FAQ', 'en' );
		$this->check();
		self::assertSame( [ 'price delivery: £5 / faq: £6' ], $this->told() );
		$this->know( 'faq', 'Standard delivery costs £5.', 'FAQ', 'en' );
		$this->check();
		self::assertSame( [], $this->told() );
	}

	public function test_an_ignored_contradiction_stays_ignored_until_its_text_changes(): void {
		$this->know( 'delivery', 'Standard delivery costs £5.', 'Delivery', 'en' );
		$this->know( 'faq', 'Standard delivery costs £6.', 'FAQ', 'en' );
		$this->check();
		$this->services->get( FindingRepository::class )->ignore( $this->findings()[0]->id, true );
		$this->know( 'faq', 'Standard delivery costs £6. And something new.', 'FAQ', 'en' );
		$this->check();
		self::assertSame( [], $this->told() );
		self::assertCount( 1, $this->findings( '', true ) );
		$this->know( 'faq', 'Standard delivery costs £7 now.', 'FAQ', 'en' );
		$this->check();
		self::assertSame( [ 'price delivery: £5 / faq: £7' ], $this->told() );
	}

	public function test_a_finding_keeps_the_day_on_which_it_was_first_found(): void {
		$this->know( 'delivery', 'Standard delivery costs £5.', 'Delivery', 'en' );
		$this->know( 'faq', 'Standard delivery costs £6.', 'FAQ', 'en' );
		$this->check();
		$this->now = $this->now->modify( '+20 days' );
		$this->check();
		self::assertSame( '2026-03-10', $this->findings()[0]->found_at->format( 'Y-m-d' ) );
	}

	public function test_deleted_and_excluded_pages_contradict_no_others(): void {
		$this->know( 'delivery', 'Standard delivery costs £5.', 'Delivery', 'en' );
		$this->know( 'faq', 'Standard delivery costs £6.', 'FAQ', 'en' );
		$this->check();
		self::assertCount( 1, $this->findings() );
		$this->sign_in();
		$this->rest( 'PATCH', '/knowledge/documents/' . $this->findings()[0]->document->id, [ 'excluded' => true ] );
		self::assertSame( [], $this->told() );
		self::assertSame( 0, $this->services->get( FindingRepository::class )->counts()['contradiction'] );
		$this->know( 'faq', 'Standard delivery costs £6. Something new.', 'FAQ', 'en' );
		$this->check();
		self::assertSame( [], $this->told() );
		$kept_out = (int) $this->database()->value( 'SELECT id FROM %i WHERE excluded = 1', $this->database()->table( 'knowledge_documents' ) );
		$this->rest( 'PATCH', '/knowledge/documents/' . $kept_out, [ 'excluded' => false ] );
		self::assertCount( 1, $this->told(), 'It counts again at once.' );
		$this->services->get( ContentService::class )->remove( $this->source, 'faq' );
		$this->check();
		self::assertSame( '0', $this->database()->value( 'SELECT COUNT(*) FROM %i', $this->database()->table( 'knowledge_findings' ) ) );
		self::assertSame(
			'1',
			$this->database()->value( 'SELECT COUNT(DISTINCT document_id) FROM %i', $this->database()->table( 'knowledge_claims' ) ),
		);
	}

	public function test_a_value_that_is_different_on_every_page_is_a_detail_of_each(): void {
		foreach ( [ 'oak' => 10, 'elm' => 12, 'ash' => 14, 'fir' => 16 ] as $wood => $price ) {
			$this->know( $wood, "A wooden spoon with engraving costs £$price.", 'Spoons', 'en' );
		}
		$this->check();
		self::assertSame( [], $this->told() );
	}

	public function test_checks_end_where_a_page_has_a_contradiction_and_a_detail_of_each_page(): void {
		foreach ( [ 'oak' => 10, 'elm' => 12, 'ash' => 14, 'fir' => 16, 'yew' => 18 ] as $wood => $price ) {
			$warranty = 'oak' === $wood ? 3 : 5;
			$this->know(
				$wood,
				"A wooden spoon with engraving costs £$price.\nSpoons with engraving have a warranty of $warranty years.",
				'Spoons',
				'en',
			);
		}
		$looked = 0;
		self::assertTrue( $this->services->get( CheckHealth::class )->run( 30.0, static function ( int $done ) use ( &$looked ): void {
			$looked = $done;
		} ) );
		self::assertSame( 5, $looked );
		self::assertSame( [], $this->services->get( DocumentChecker::class )->due( 10 ) );
		self::assertSame( [], $this->told( 'price' ) );
		self::assertCount( 4, $this->told( 'delay' ) );
	}

	public function test_real_paragraphs_do_not_contradict_each_other(): void {
		$file = dirname( __DIR__, 4 ) . '/shared/data/retrieval/piaf/corpus.jsonl';
		if ( ! is_readable( $file ) ) {
			self::markTestSkipped( 'The paragraphs are not there: ' . $file );
		}
		$claims = new ClaimRepository( $this->database() );
		$reader = new ClaimExtractor( new KeywordExtractor() );
		$finder = new ContradictionFinder( $claims );
		$known  = [];
		foreach ( array_slice( (array) file( $file ), 0, 1518 ) as $line ) {
			$document = json_decode( (string) $line, true );
			$found    = $reader->extract( $document['title'], ( new Chunker() )->chunks( [ new Section( [], '', $document['text'] ) ] ) );
			if ( [] === $found ) {
				continue;
			}
			$id           = $this->services->get( DocumentRepository::class )
				->save( $this->source, null, new SourceDocument( $document['id'], $document['title'], [], '', 'fr' ), '' );
			$known[ $id ] = $found;
			$claims->replace( $id, $found );
		}
		self::assertGreaterThan( 100, count( $known ) );
		foreach ( $known as $id => $found ) {
			self::assertSame( [], $finder->find( $found, $id, 'fr' ) );
		}
	}

	public function test_pages_in_two_languages_are_not_compared(): void {
		$this->know( 'a', 'Festival camping: 20 €.', 'Festival', 'en' );
		$this->know( 'b', 'Festival camping : 25 €.', 'Festival', 'fr' );
		$this->check();
		self::assertSame( [], $this->told() );
	}

	/** @return array<string, array{string, string, string, string}> Titles and texts of two English pages. */
	public static function no_contradictions(): array {
		return [
			'a range that holds the other value'    => [ 'Delivery', 'Delivery takes 3 to 5 days.', 'FAQ', 'Delivery takes 4 days.' ],
			'the same time in other words'          => [ 'Warranty', 'The warranty lasts 24 months.', 'FAQ', 'The warranty lasts two years.' ],
			'the same number in other writing'      => [ 'Contact', 'Phone: +33 1 23 45 67 89', 'About us', 'Phone: 01 23 45 67 89' ],
			'the same price in other writing'       => [ 'Rent', 'The flat costs €1,200 a month.', 'FAQ', 'The flat costs 1200 € a month.' ],
			'two currencies'                        => [ 'Delivery', 'Standard delivery costs £5.', 'FAQ', 'Standard delivery costs $7.' ],
			'by the month and by the year'          => [
				'Membership',
				'Membership costs £30 per year.',
				'FAQ',
				'Membership costs £3 per month.',
			],
			'two variants'                          => [ 'Delivery', 'Standard delivery costs £5.', 'FAQ', 'Express delivery costs £9.' ],
			'two sizes'                             => [ 'Rooms', 'A room for 2 guests costs £80.', 'FAQ', 'A room for 4 guests costs £120.' ],
			'two years'                             => [
				'Fair 2024',
				'Tickets for the fair cost £8.',
				'Fair 2025',
				'Tickets for the fair cost £9.',
			],
			'two products'                          => [ 'Oslo chair', 'Price: £129', 'Bergen chair', 'Price: £139' ],
			'a threshold and a price'               => [ 'Delivery', 'Delivery is free from £50.', 'FAQ', 'Delivery costs £5.' ],
			'an old price in the same sentence'     => [ 'Sale', 'The lamp costs £20 instead of £30.', 'Lamps', 'The lamp costs £25.' ],
			'an example'                            => [ 'Rates', 'For example, a haircut costs £20.', 'FAQ', 'A haircut costs £25.' ],
			'a condition'                           => [ 'Rates', 'If you are a student, a haircut costs £15.', 'FAQ', 'A haircut costs £25.' ],
			'the same day in another year'          => [ 'Fair', 'The fair opens on 3 May 2025.', 'News', 'The fair opens on 2 May 2026.' ],
			'dispatch and delivery'                 => [
				'Delivery',
				'Parcels are dispatched within 24 hours.',
				'FAQ',
				'Parcels are delivered within 3 days.',
			],
			'opening hours'                         => [
				'Contact',
				'Support answers 7 days a week, 24 hours a day.',
				'FAQ',
				'Support answers within 2 days.',
			],
			'another department'                     => [ 'Sales', 'Call sales on 020 7946 0101.', 'Repairs', 'Call repairs on 020 7946 0102.' ],
			'a list of variants on one of the pages' => [
				'Cards',
				"A gift card costs £20.\nA gift card costs £50.",
				'FAQ',
				'A gift card costs £30.',
			],
			'the very same sentence'                => [
				'Delivery',
				'Between islands, delivery takes 3 days and 5 days.',
				'FAQ',
				'Between islands, delivery takes 3 days and 5 days.',
			],
			'pages without a title'                 => [ '', 'Standard delivery costs £5.', '', 'Standard delivery costs £6.' ],
		];
	}

	#[DataProvider( 'no_contradictions' )]
	public function test_apparent_contradictions_are_not_reported(
		string $title,
		string $text,
		string $other_title,
		string $other_text,
	): void {
		$this->know( 'one', $text, $title, 'en' );
		$this->know( 'other', $other_text, $other_title, 'en' );
		$this->check();
		self::assertSame( [], $this->told( 'contradiction' ) );
	}

	public function test_two_passages_of_one_page_can_contradict_each_other(): void {
		$this->services->get( ContentService::class )->put(
			$this->source,
			new SourceDocument(
				'rules',
				'House rules',
				[
					new Section( [ 'Keys' ], 'keys', 'A lost key costs £10.' ),
					new Section( [ 'Leaving' ], 'leaving', 'Remember that a lost key costs £15.' ),
					new Section( [ 'Key deposit' ], '', 'The deposit is £30.' ),
				],
				'https://example.com/rules',
				'en',
			)
		);
		$this->check();
		self::assertSame( [], $this->told(), 'Remembering is a word of its own: perhaps another key.' );
		$this->services->get( ContentService::class )->put(
			$this->source,
			new SourceDocument(
				'rules',
				'House rules',
				[
					new Section( [ 'Keys' ], 'keys', 'A lost key costs £10.' ),
					new Section( [ 'Lost keys' ], 'leaving', 'A lost key costs £15 here.' ),
				],
				'https://example.com/rules',
				'en',
			)
		);
		$this->check();
		self::assertSame( [ 'price rules: £10 / rules: £15' ], $this->told() );
	}

	/** @return array<string, array{string}> */
	public static function hostile_texts(): array {
		return [
			'markup'             => [ '<script>alert(1)</script> costs £5. "><img src=x onerror=alert(1)> £6' ],
			'many values'        => [ str_repeat( 'A thing costs £5 and 3 days. ', 3000 ) ],
			'one endless line'   => [ str_repeat( '12 345 ', 20_000 ) ],
			'invalid characters' => [ "Price \xC3\x28 £5 \x00 3 jours" ],
			'other scripts'      => [ '价格 €5。 التسليم خلال 3 أيام. 🚲 £5' ],
			'only numbers'       => [ "1\n2\n3 4 5 6 7 8 9 0 € £ \$" ],
		];
	}

	#[DataProvider( 'hostile_texts' )]
	#[Group( 'hostile' )]
	public function test_hostile_texts_are_checked_like_others( string $text ): void {
		$this->know( 'one', $text, 'One', 'en' );
		$this->know( 'two', $text . ' more', 'Two', 'en' );
		$this->check();
		self::assertSame( [], $this->told( 'contradiction' ) );
	}
}
