<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Http;

defined( 'ABSPATH' ) || exit;

/** What a guest gets from the front page. Every case but Open means that the site is closed to people who are not logged in. */
enum FrontPageAccess: string {

	case Open = 'open';

	/** A redirect to a login page. */
	case Login = 'login';

	/** A redirect to a form for the password of the whole site. */
	case Password = 'password';

	/** Every page redirects to the same other page of the site. */
	case Landing = 'landing';

	/** 401: the web server or a plugin asks for a user name and password. */
	case Unauthorized = '401';

	case Forbidden = '403';

	/** A translated description for the owner. */
	public function sentence(): string {
		return match ( $this ) {
			self::Open         => __( 'Everybody can read the front page.', 'aaia-chatbot' ),
			self::Login        => __( 'The front page sends people who are not logged in to a login page.', 'aaia-chatbot' ),
			self::Password     => __( 'The front page asks for the site’s password.', 'aaia-chatbot' ),
			self::Landing      => __( 'All pages send people who are not logged in to the same page.', 'aaia-chatbot' ),
			self::Unauthorized => __( 'The front page refuses people who are not logged in (401).', 'aaia-chatbot' ),
			self::Forbidden    => __( 'The front page refuses people who are not logged in (403).', 'aaia-chatbot' ),
		};
	}
}
