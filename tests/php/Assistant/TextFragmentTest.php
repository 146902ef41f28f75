<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Assistant;

use Aaia\Chatbot\Assistant\TextFragment;
use PHPUnit\Framework\TestCase;

/** Links to the text on which an answer is based. */
final class TextFragmentTest extends TestCase {

	private const PASSAGE = "Returns\nYou may return any helmet within 30 days. Bring it to the workshop with its receipt, in the box "
		. 'that it came in, and we will pay you back at once. Gloves are not taken back.';

	/** @return iterable<string, array{string, string, string, string}> */
	public static function passages(): iterable {
		yield 'a short sentence whole' => [
			'https://site.test/returns/',
			self::PASSAGE,
			'A helmet can be returned within 30 days.',
			'https://site.test/returns/#:~:text=You%20may%20return%20any%20helmet%20within%2030%20days.',
		];
		yield 'a long one by its beginning and end' => [
			'https://site.test/returns/',
			self::PASSAGE,
			'Bring the receipt and the box, we pay you back.',
			'https://site.test/returns/#:~:text=Bring%20it%20to%20the%20workshop,pay%20you%20back%20at%20once.',
		];
		yield 'behind an anchor' => [
			'https://site.test/returns/#gloves',
			self::PASSAGE,
			'Gloves are not taken back.',
			'https://site.test/returns/#gloves:~:text=Gloves%20are%20not%20taken%20back.',
		];
		yield 'marks that part the directive' => [
			'https://site.test/',
			'Café-vélo, lun-ven & dim.',
			'café vélo',
			'https://site.test/#:~:text=Caf%C3%A9%2Dv%C3%A9lo%2C%20lun%2Dven%20%26%20dim.',
		];
		yield 'a bullet is not on the page as text' => [
			'https://site.test/',
			"- Monday to Friday, 9 to 18\n- Closed on Sunday",
			'Closed on Sunday',
			'https://site.test/#:~:text=Closed%20on%20Sunday',
		];
		yield 'the longest cell of a row' => [
			'https://site.test/',
			'Service: Full service with wheels; Price: 95 €; Time: 4 days',
			'A full service costs 95 €.',
			'https://site.test/#:~:text=Full%20service%20with%20wheels',
		];
		yield 'a row of short cells' => [ 'https://site.test/', 'Size: M; Price: 95 €', 'Size M costs 95 €.', 'https://site.test/' ];
		yield 'a file' => [ 'https://site.test/terms.PDF#page=3', self::PASSAGE, 'Gloves', 'https://site.test/terms.PDF#page=3' ];
		yield 'one word' => [ 'https://site.test/', 'Yes.', 'Yes.', 'https://site.test/' ];
		yield 'nothing' => [ 'https://site.test/', '', '', 'https://site.test/' ];
		yield 'said already' => [ 'https://site.test/#:~:text=a', self::PASSAGE, 'Gloves', 'https://site.test/#:~:text=a' ];
	}

	#[\PHPUnit\Framework\Attributes\DataProvider( 'passages' )]
	public function test_the_link_targets_the_sentence_most_similar_to_the_answer(
		string $url,
		string $passage,
		string $answer,
		string $expected,
	): void {
		$this->assertSame( $expected, TextFragment::link( $url, $passage, $answer ) );
	}

	public function test_the_fragment_can_be_stripped(): void {
		$this->assertSame(
			'https://site.test/a#b',
			TextFragment::strip( TextFragment::link( 'https://site.test/a#b', self::PASSAGE, 'helmet' ) ),
		);
		$this->assertSame( 'https://site.test/a', TextFragment::strip( TextFragment::link( 'https://site.test/a', self::PASSAGE, 'helmet' ) ) );
		$this->assertSame( 'https://site.test/a', TextFragment::strip( 'https://site.test/a' ) );
	}
}
