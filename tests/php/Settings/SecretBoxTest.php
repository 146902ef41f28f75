<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Settings;

use Aaia\Chatbot\Settings\SecretBox;
use Aaia\Chatbot\Tests\TestCase;

final class SecretBoxTest extends TestCase {

	public function test_encrypted_text_can_be_decrypted_and_differs_each_time(): void {
		$box = new SecretBox();
		$this->assertSame( 'secret ü', $box->open( $box->seal( 'secret ü' ) ) );
		$this->assertNotSame( $box->seal( 'secret' ), $box->seal( 'secret' ) );
	}

	public function test_changed_truncated_or_plain_text_is_not_decrypted(): void {
		$box    = new SecretBox();
		$sealed = $box->seal( 'secret' );
		$flip   = $sealed;
		$flip[ 20 ] = 'A' === $flip[20] ? 'B' : 'A';
		foreach ( [ '', 'v1:', 'v2:' . substr( $sealed, 3 ), substr( $sealed, 0, 30 ), $flip, 'secret', 'v1:***' ] as $broken ) {
			$this->assertNull( $box->open( $broken ), $broken );
		}
	}
}
