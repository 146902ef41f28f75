<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Content;

use Aaia\Chatbot\Content\ContentService;
use Aaia\Chatbot\Content\Section;
use Aaia\Chatbot\Content\SourceDocument;
use Aaia\Chatbot\Content\Sources\PostLanguage;
use Aaia\Chatbot\Content\Sources\PostText;
use Aaia\Chatbot\Search\Index\IndexSearch;
use Aaia\Chatbot\Search\SearchQuery;

/** Unusual pages and questions: huge, tiny, broken, in every script. */
final class BadInputTest extends SyncedPostsTestCase {

	/** Puts a page in that is not stored in WordPress: 50 MB do not fit into every database's packets. */
	private function put( string $content, string $title = 'Page' ): void {
		$post = new \WP_Post( (object) [
			'ID' => 999_999,
			'post_type' => 'page',
			'post_status' => 'publish',
			'post_title' => $title,
			'post_content' => $content,
			'post_modified_gmt' => '2026-01-01 00:00:00',
		] );
		$this->services->get( ContentService::class )->put(
			$this->source,
			new SourceDocument(
				'page',
				$title,
				$this->services->get( PostText::class )->sections( $post, 'en_US' ),
				'https://example.com/',
				( new PostLanguage() )->code( $post ),
			),
		);
	}

	public function test_a_page_of_fifty_megabytes_is_read_as_far_as_its_limit_within_little_memory(): void {
		$line  = '<p>Sentence of a very long page about nothing in particular, again and again.</p>' . "\n";
		$page  = '<h2>Start</h2><p>The armadillo begins it.</p>' . str_repeat( $line, intdiv( 50_000_000, strlen( $line ) ) )
			. '<p>The platypus ends it.</p>';
		$begun = memory_get_usage();
		memory_reset_peak_usage();
		$this->put( $page );
		self::assertLessThan( 160_000_000, memory_get_peak_usage() - $begun );
		self::assertSame( [ 'page' ], $this->found( 'armadillo' ) );
		self::assertSame( [], $this->found( 'platypus' ) );
		$this->seal();
		self::assertSame( [ 'page' ], $this->found( 'armadillo' ) );
	}

	public function test_one_line_of_megabytes_without_a_space_is_read(): void {
		$this->put( str_repeat( 'x', 3_000_000 ) . ' armadillo' );
		self::assertLessThanOrEqual(
			3_000,
			(int) $this->database()->value( 'SELECT MAX(LENGTH(text)) FROM %i', $this->database()->table( 'knowledge_chunks' ) ),
		);
	}

	public function test_a_page_of_one_word_and_a_page_of_one_character_are_found(): void {
		$this->know( 'one', 'Armadillo' );
		self::assertSame( [ 'one' ], $this->found( 'armadillo' ) );
		$this->know( 'sign', '…' );
		$this->know( 'none', '' );
		self::assertSame( [ 'one' ], $this->found( 'armadillo' ) );
	}

	public function test_a_page_without_a_title_is_found_and_named_by_its_address(): void {
		$page = $this->page( '', 'An armadillo without a name.' );
		$hit  = $this->hits( 'armadillo' )[0];
		self::assertSame( [ '', get_permalink( $page ) ], [ $hit->document->title, $hit->document->url ] );
	}

	/** @return array<string, array{0: string, 1: string}> HTML, and the text read of it. */
	public static function broken(): array {
		return [
			'never closed'                => [ '<div><p>Armadillo <b>bold', 'Armadillo bold' ],
			'closed twice'                => [ '</div></p></p>Armadillo</section>', 'Armadillo' ],
			'a tag cut off'               => [ '<p>Armadillo</p><a href="', 'Armadillo' ],
			'crossed'                     => [ '<b><i>Arma</b>dillo</i>', 'Armadillo' ],
			'attributes without quotes'   => [ '<p class=a onclick=alert(1)//>Armadillo', 'Armadillo' ],
			'a comment never closed'      => [ '<p>Armadillo</p><!-- never', 'Armadillo' ],
			'a script that holds a page'  => [ '<script>document.write("<p>zebra</p>")</script><p>Armadillo</p>', 'Armadillo' ],
			'invalid bytes'               => [ "<p>Armadillo \xC3 \xF0\x9F</p>", 'Armadillo ? ?' ],
			'blocks never closed'         => [ '<!-- wp:group --><div><p>Armadillo</p>', 'Armadillo' ],
			'a block with broken JSON'    => [ '<!-- wp:paragraph {"a": --><p>Armadillo</p><!-- /wp:paragraph -->', 'Armadillo' ],
			'entities without an end'     => [ '<p>Armadillo &amp &lt;b&gt; &#x41;</p>', 'Armadillo & <b> A' ],
			'a nav never closed'          => [ '<nav><p>Armadillo</p>', 'Armadillo' ],
		];
	}

	#[\PHPUnit\Framework\Attributes\DataProvider( 'broken' )]
	public function test_broken_html_is_read_as_browsers_read_it( string $html, string $text ): void {
		$this->put( $html );
		self::assertSame( [ $text ], array_values( array_map( static fn( $hit ): string => $hit->chunk->text, $this->hits( 'armadillo' ) ) ) );
	}

	public function test_thousands_of_elements_inside_one_another_are_read(): void {
		$this->put( str_repeat( '<div>', 20_000 ) . 'Armadillo' . str_repeat( '</div>', 20_000 ) );
		self::assertSame( [ 'page' ], $this->found( 'armadillo' ) );
	}

	/** @return array<string, array{0: string, 1: string}> A page, and a question about it. */
	public static function scripts(): array {
		return [
			'Arabic'          => [
				'التوصيل مجاني في جميع أنحاء المدينة خلال يومين.',
				'هل التوصيل مجاني؟',
			],
			'Arabic vowelled' => [ 'التَّوْصِيلُ مَجَّانِيٌّ', 'التوصيل مجاني' ],
			'Chinese'         => [ '我们的商店周一至周五营业，周末休息。', '商店什么时候营业？' ],
			'Japanese'        => [ '配送料は全国一律五百円です。', '配送料はいくらですか' ],
			'Korean'          => [ '배송은 이틀이 걸립니다.', '배송은 얼마나 걸리나요?' ],
			'Thai'            => [
				'ร้านเปิดทุกวันเวลาเก้าโมง',
				'ร้านเปิดกี่โมง',
			],
			'Hebrew'          => [ 'המשלוח חינם בכל הארץ.', 'האם המשלוח חינם?' ],
			'Greek'           => [ 'Η αποστολή είναι δωρεάν.', 'αποστολη δωρεαν' ],
			'Cyrillic'        => [ 'Доставка бесплатная по всей стране.', 'бесплатная доставка' ],
			'mixed'           => [ 'Our café 咖啡馆 مقهى opens ☕ at 9:00 🕘', 'café 咖啡馆 🕘' ],
			'full width'      => [ 'Ｔｅｌ：０１２３４５', 'tel 012345' ],
		];
	}

	#[\PHPUnit\Framework\Attributes\DataProvider( 'scripts' )]
	public function test_every_script_is_found( string $page, string $question ): void {
		$this->know( 'other', 'An ordinary page about bicycles and nothing else.' );
		$this->know( 'page', $page );
		self::assertSame( 'page', $this->found( $question )[0] ?? '' );
		self::assertSame( $page, $this->hits( $question )[0]->chunk->text );
	}

	public function test_emoji_and_characters_beyond_the_basic_plane_survive(): void {
		$page = $this->page( 'Fête 🎉', 'Armadillo 👩‍👩‍👧 𝔘𝔫𝔦 🇫🇷' );
		self::assertSame(
			[ 'Fête 🎉', 'Armadillo 👩‍👩‍👧 𝔘𝔫𝔦 🇫🇷' ],
			[ $this->hits( 'armadillo' )[0]->document->title, $this->known( $page->ID ) ],
		);
	}

	public function test_questions_without_words_find_nothing_and_do_not_fail(): void {
		$this->know( 'page', 'The delivery of a bicycle takes two days.' );
		foreach ( [ '', ' ', "\0", '?', '🤷', "\xFF\xFE", '％＿', str_repeat( '?', 10_000 ), "'; DROP TABLE x; --" ] as $question ) {
			self::assertNotContains( false, array_map( static fn( string $id ): bool => 'page' === $id, $this->found( $question ) ), $question );
		}
	}

	public function test_a_question_of_ten_kilobytes_is_read_as_far_as_its_limit(): void {
		$this->know( 'page', 'The delivery of a bicycle takes two days.' );
		self::assertSame( [ 'page' ], $this->found( 'delivery of a bicycle ' . str_repeat( 'blah blubb ', 1_000 ) ) );
		self::assertSame( [ 'page' ], $this->found( 'bicycle' . str_repeat( 'é', 10_000 ) . ' bicycle' ) );
	}

	public function test_one_letter_one_digit_and_one_chinese_character_are_valid_questions(): void {
		$this->know( 'chinese', '我们的店' );
		$this->know( 'letter', 'Vitamin C helps.' );
		$this->know( 'figure', 'Room 7 is free.' );
		self::assertSame( 'letter', $this->found( 'C' )[0] ?? '' );
		self::assertSame( 'figure', $this->found( '7' )[0] ?? '' );
		self::assertSame( 'chinese', $this->found( '店' )[0] ?? '' );
		self::assertSame( [], $this->found( 'q' ) );
	}

	public function test_a_question_of_stop_words_finds_the_page_that_is_named_so(): void {
		$this->know( 'who', 'We are a small team.', 'Who we are' );
		$this->know( 'other', 'Bicycles and lamps.', 'Products' );
		self::assertSame( 'who', $this->found( 'who are we?' )[0] ?? '' );
		self::assertSame( 'who', $this->found( 'who we are' )[0] ?? '' );
	}

	public function test_a_search_for_no_language_and_for_an_unknown_one_is_the_same(): void {
		$this->know( 'page', 'The delivery of a bicycle takes two days.', '', 'en' );
		self::assertCount( 1, $this->services->get( IndexSearch::class )->search( new SearchQuery( 'bicycle', 'xx' ) ) );
		self::assertCount( 1, $this->services->get( IndexSearch::class )->search( new SearchQuery( 'bicycle', "x'--" ) ) );
	}

	public function test_headings_and_sections_of_any_length_are_stored(): void {
		self::assertTrue( $this->services->get( ContentService::class )->put(
			$this->source,
			new SourceDocument(
				str_repeat( 'é', 1000 ),
				str_repeat( 'ü', 5000 ),
				[ new Section( array_fill( 0, 200, str_repeat( 'ß', 3000 ) ), str_repeat( 'ä', 500 ), 'Armadillo' ) ],
				'https://example.com/' . str_repeat( 'a', 3000 ),
			),
		) );
		self::assertCount( 1, $this->found( 'armadillo' ) );
	}
}
