<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Channels\Web;

use Aaia\Chatbot\Channels\Web\WidgetWords;
use Aaia\Chatbot\Content\Sources\SiteLanguages;
use Aaia\Chatbot\Settings\InvalidSetting;
use Aaia\Chatbot\Settings\Settings;
use Aaia\Chatbot\Tests\TestCase;

/** The panel says the owner's words for the language of the page, and those for every language where there are none. */
final class WidgetWordsTest extends TestCase {

	private Settings $settings;

	protected function setUp(): void {
		parent::setUp();
		$this->settings = $this->wired()->get( Settings::class );
		$this->settings->save( [
			'widget_enabled'            => true,
			'widget_title'              => 'Help',
			'widget_greeting'           => "Hello!\nAsk us.",
			'widget_suggestions'        => "Are you open on Sunday, and until when?\nWhere are you?",
			WidgetWords::TRANSLATIONS   => '{"fr":{"greeting":"Bonjour !\\nPosez vos questions.","suggestions":["Ouvert le dimanche, et '
				. 'jusqu’à quand ?",""," "]}}',
		] );
	}

	public function test_a_page_gets_the_words_of_its_language_and_the_others_where_there_are_none(): void {
		$french = $this->rest( 'GET', '/widget?locale=fr_CA' )->get_data();
		self::assertSame( [ 'Help', "Bonjour !\nPosez vos questions." ], [ $french['title'], $french['greeting'] ] );
		self::assertSame( [ 'Ouvert le dimanche, et jusqu’à quand ?' ], $french['suggestions'] );
	}

	public function test_pages_in_other_languages_get_the_words_for_every_language(): void {
		$german = $this->rest( 'GET', '/widget?locale=de_DE' )->get_data();
		self::assertSame( "Hello!\nAsk us.", $german['greeting'] );
		self::assertSame( [ 'Are you open on Sunday, and until when?', 'Where are you?' ], $german['suggestions'] );
	}

	/** @return iterable<string, array{string}> */
	public static function refused(): iterable {
		yield 'no JSON' => [ 'Bonjour' ];
		yield 'a list' => [ '["Bonjour"]' ];
		yield 'a language that is none' => [ '{"français":{"title":"x"}}' ];
		yield 'a name that is none' => [ '{"fr":{"subtitle":"x"}}' ];
		yield 'a title that is too long' => [ '{"ar":{"title":"' . str_repeat( 'م', 4_000 ) . '"}}' ];
		yield 'too many questions' => [ '{"fr":{"suggestions":["1","2","3","4","5","6","7"]}}' ];
	}

	#[\PHPUnit\Framework\Attributes\DataProvider( 'refused' )]
	public function test_other_values_are_refused( string $value ): void {
		$this->expectException( InvalidSetting::class );
		$this->settings->save( [ WidgetWords::TRANSLATIONS => $value ] );
	}

	public function test_the_sites_language_comes_first_among_those_to_choose(): void {
		$languages = SiteLanguages::all();

		self::assertSame( 'en', $languages[0]['code'] );
		self::assertContains( 'fr', array_column( $languages, 'code' ) );
	}
}
