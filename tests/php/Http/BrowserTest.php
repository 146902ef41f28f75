<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Http;

use Aaia\Chatbot\Http\Browser;
use PHPUnit\Framework\Attributes\DataProvider;
use PHPUnit\Framework\TestCase;

final class BrowserTest extends TestCase {

	/** @return iterable<string, array{string, string, string}> Header, words, device. */
	public static function headers(): iterable {
		$apple   = 'AppleWebKit/605.1.15 (KHTML, like Gecko)';
		$chrome  = 'AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0';
		$windows = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64)';
		$phone   = 'Mozilla/5.0 (Linux; Android 10; K)';
		$iphone  = 'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X)';
		$mac     = 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)';
		yield 'Chrome' => [ "$windows $chrome Safari/537.36", 'Chrome 126 · Windows', 'computer' ];
		yield 'Edge' => [ "$windows $chrome Safari/537.36 Edg/126.0.2592.87", 'Edge 126 · Windows', 'computer' ];
		yield 'Opera' => [ "$windows $chrome Safari/537.36 OPR/112.0.0.0", 'Opera 112 · Windows', 'computer' ];
		yield 'Firefox' => [ 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0', 'Firefox 140 · Linux', 'computer' ];
		yield 'Safari' => [ "$mac $apple Version/17.5 Safari/605.1.15", 'Safari 17 · macOS', 'computer' ];
		yield 'Safari on a phone' => [ "$iphone $apple Version/17.5 Mobile/15E148 Safari/604.1", 'Safari 17 · iOS', 'phone' ];
		yield 'Chrome on an iPhone' => [ "$iphone $apple CriOS/126.0.6478.153 Mobile/15E148 Safari/604.1", 'Chrome 126 · iOS', 'phone' ];
		yield 'Firefox on an iPad' => [
			"Mozilla/5.0 (iPad; CPU OS 17_5 like Mac OS X) $apple FxiOS/127.0 Mobile/15E148 Safari/605.1.15",
			'Firefox 127 · iPadOS',
			'tablet',
		];
		yield 'Chrome on Android' => [ "$phone $chrome Mobile Safari/537.36", 'Chrome 126 · Android', 'phone' ];
		yield 'a tablet' => [ "$phone $chrome Safari/537.36", 'Chrome 126 · Android', 'tablet' ];
		yield 'Samsung' => [
			'Mozilla/5.0 (Linux; Android 13; SAMSUNG SM-S918B) AppleWebKit/537.36 (KHTML, like Gecko)'
				. ' SamsungBrowser/25.0 Chrome/121.0 Mobile Safari/537.36',
			'Samsung Internet 25 · Android',
			'phone',
		];
		yield 'Firefox on Android' => [
			'Mozilla/5.0 (Android 14; Mobile; rv:127.0) Gecko/127.0 Firefox/127.0',
			'Firefox 127 · Android',
			'phone',
		];
		yield 'inside an app' => [ "$iphone $apple Mobile/15E148 Instagram 334.0.0", 'Instagram · iOS', 'phone' ];
		yield 'inside Facebook' => [ "$iphone $apple Mobile/21F79 [FBAN/FBIOS;FBAV/470.0.0]", 'Facebook · iOS', 'phone' ];
		yield 'Chromebook' => [ "Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) $chrome Safari/537.36", 'Chrome 126 · ChromeOS', 'computer' ];
		yield 'Vivaldi' => [ "$windows $chrome Safari/537.36 Vivaldi/6.8", 'Vivaldi 6 · Windows', 'computer' ];
		yield 'no header' => [ '', '', '' ];
		yield 'a program' => [ 'curl/8.5.0', '', '' ];
		yield 'hostile' => [ '<script>alert(1)</script> Firefox/<b>', 'Firefox', '' ];
		yield 'only spaces and bytes' => [ " \xff\xfe\0 ", '', '' ];
		yield 'a megabyte' => [ str_repeat( 'Chrome/', 150_000 ), 'Chrome', '' ];
	}

	#[DataProvider( 'headers' )]
	public function test_browser_system_and_device_are_named_in_plain_words( string $header, string $words, string $device ): void {
		$browser = Browser::of( $header );
		$this->assertSame( [ $words, $device ], [ $browser->words(), $browser->device ] );
	}
}
