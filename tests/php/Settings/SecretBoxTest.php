<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Settings;

use Aaia\Chatbot\Settings\SecretBox;
use Aaia\Chatbot\Tests\TestCase;

final class SecretBoxTest extends TestCase {

	public function test_what_is_sealed_opens_again_and_looks_different_each_time(): void {
		$box = new SecretBox();
		$this->assertSame( 'secret ü', $box->open( $box->seal( 'secret ü' ) ) );
		$this->assertNotSame( $box->seal( 'secret' ), $box->seal( 'secret' ) );
	}

	public function test_what_was_changed_cut_or_never_sealed_does_not_open(): void {
		$box    = new SecretBox();
		$sealed = $box->seal( 'secret' );
		$flip   = $sealed;
		$flip[ 20 ] = 'A' === $flip[20] ? 'B' : 'A';
		foreach ( [ '', 'v1:', 'v2:' . substr( $sealed, 3 ), substr( $sealed, 0, 30 ), $flip, 'secret', 'v1:***' ] as $broken ) {
			$this->assertNull( $box->open( $broken ), $broken );
		}
	}
}
